package io.headrace.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait before each attempt of a delivery, counted from the end of the failed one before it.
 *
 * @param waits the first is the wait before attempt 1
 */
public record RetrySchedule(List<Duration> waits) {
    public static final int MAX_ATTEMPTS = 32;

    /** The contract: at once, then at most three retries, 60 seconds after the end of the failed attempt. */
    public static final RetrySchedule DEFAULT = new RetrySchedule(
            List.of(Duration.ZERO, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60)));

    public RetrySchedule {
        if (waits.isEmpty() || waits.size() > MAX_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "schedule has " + waits.size() + " attempts: it must have 1 to " + MAX_ATTEMPTS);
        }
        if (waits.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("schedule has a negative wait");
        }
        waits = List.copyOf(waits);
    }

    /** The wait after {@code attempts} attempts have failed; empty when no more are allowed. */
    public Optional<Duration> waitAfter(int attempts) {
        return attempts < waits.size() ? Optional.of(waits.get(attempts)) : Optional.empty();
    }
}
