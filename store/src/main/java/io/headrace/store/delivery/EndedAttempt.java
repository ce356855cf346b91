package io.headrace.store.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt came to and what becomes of its delivery.
 *
 * @param startedNanos and {@code endedNanos}: this process's own running clock, only ever turned into a time ago
 * @param failure null for a 2xx answer in time
 * @param answer what the target said, or null
 * @param next the state after the attempt
 * @param retryWait before the next attempt, counted from the end of this one; zero unless {@code next} is WAITING
 */
public record EndedAttempt(
        LeasedDelivery delivery,
        long startedNanos,
        long endedNanos,
        AttemptTimings timings,
        @Nullable AttemptFailure failure,
        @Nullable Answer answer,
        DeliveryState next,
        Duration retryWait) {

    /**
     * What the log keeps of a target's answer.
     *
     * @param headers lines of {@code name: value}, capped
     * @param body the beginning of it
     */
    public record Answer(int status, String headers, String body) {}

    public Duration duration() {
        return Duration.ofNanos(endedNanos - startedNanos);
    }
}
