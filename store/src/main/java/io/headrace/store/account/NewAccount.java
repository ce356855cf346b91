package io.headrace.store.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that is to be.
 *
 * @param account in the form in which it is compared
 * @param passwordHash null for one that logs in by a provider only
 */
public record NewAccount(
        UUID id, String account, String name, @Nullable String passwordHash, AccountRole role, String plan) {
    /** Without the hash, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "NewAccount[" + account + "]";
    }
}
