package io.headrace.store.account;

/** What became of a plan that was to go. */
public enum PlanOutcome {
    DELETED,
    MISSING,
    /** An owner is on it. */
    IN_USE
}
