package io.headrace.store.endpoint;

/** What became of the wish for a new endpoint. */
public sealed interface Creation {
    record Created(StoredEndpoint endpoint) implements Creation {}

    record SlugTaken() implements Creation {}

    /** The owner's plan allows no more. */
    record PlanFull(int maxEndpoints) implements Creation {}

    record PlanExpired() implements Creation {}
}
