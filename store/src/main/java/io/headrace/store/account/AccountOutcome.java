package io.headrace.store.account;

/** What became of an account that was to be. */
public enum AccountOutcome {
    CREATED,
    /** Somebody has this account already. */
    TAKEN,
    /** There is no such plan. */
    PLAN_MISSING
}
