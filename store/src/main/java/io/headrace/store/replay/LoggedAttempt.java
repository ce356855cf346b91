package io.headrace.store.replay;

import io.headrace.store.delivery.AttemptTimings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a delivery: when, how long, and what it came to.
 *
 * @param responseHeaders lines of {@code name: value}
 * @param nextAttemptAt when the one after it was due; null for the last one
 */
public record LoggedAttempt(
        int number,
        Instant startedAt,
        int durationMillis,
        @Nullable Integer status,
        @Nullable String failure,
        AttemptTimings timings,
        @Nullable String responseHeaders,
        @Nullable String responseBody,
        @Nullable Instant nextAttemptAt) {}
