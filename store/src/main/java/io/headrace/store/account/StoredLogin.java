package io.headrace.store.account;

import org.jspecify.annotations.Nullable;

/**
 * An account and the hash that its password must match.
 *
 * @param passwordHash null for an account that logs in by a provider only
 */
public record StoredLogin(AccountView account, @Nullable String passwordHash) {
    /** Without the hash, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "StoredLogin[" + account + "]";
    }
}
