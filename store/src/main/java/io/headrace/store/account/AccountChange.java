package io.headrace.store.account;

import org.jspecify.annotations.Nullable;

/** What is to be changed of an account; what is null stays as it is. */
public record AccountChange(
        @Nullable String name,
        @Nullable String passwordHash,
        @Nullable Boolean active,
        @Nullable AccountRole role) {
    /** Whether who is logged in must not stay so. */
    boolean endsSessions() {
        return passwordHash != null || Boolean.FALSE.equals(active);
    }

    /** Whether there may be one administrator less afterwards. */
    boolean mayTakeAnAdmin() {
        return Boolean.FALSE.equals(active) || role == AccountRole.OWNER;
    }

    /** Without the hash, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "AccountChange[...]";
    }
}
