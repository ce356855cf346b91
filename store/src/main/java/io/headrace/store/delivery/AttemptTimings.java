package io.headrace.store.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How long the phases of one attempt took, in milliseconds. A phase that did not come to its end has no time;
 * over a connection of an earlier attempt, connecting and TLS take 0.
 *
 * @param dns looking up the name and judging its addresses
 * @param connect until the connection stood, addresses where nobody listens included
 * @param tls from there until it was secured; null for plain http too
 * @param firstByte from the request to the head of its answer
 */
public record AttemptTimings(
        @Nullable Integer dns,
        @Nullable Integer connect,
        @Nullable Integer tls,
        @Nullable Integer firstByte) {
    public static final AttemptTimings NONE = new AttemptTimings(null, null, null, null);
}
