package io.headrace.store.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt of a delivery: when, how long, and what it came to. */
public record LoggedAttempt(
        int number,
        Instant startedAt,
        int durationMillis,
        @Nullable Integer status,
        @Nullable String failure,
        @Nullable String responseBody) {}
