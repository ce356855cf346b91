package io.headrace.notifier.deliver;

import io.headrace.contracts.RetrySchedule;
import io.headrace.notifier.send.AttemptOutcome;
import java.time.Duration;

/** The retry contract: what an outcome means for its delivery. */
final class DeliveryDecider {
    static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private DeliveryDecider() {}

    /**
     * @param attempts that have ended and count, the one of this outcome included
     * @param trial whether a failure is no news of the target and leaves the delivery where it was
     */
    static Decision decide(int attempts, AttemptOutcome outcome, RetrySchedule schedule, boolean trial) {
        if (outcome.failure() == null) {
            return new Decision.Delivered();
        }
        if (isGone(outcome)) {
            return new Decision.Gone();
        }
        if (trial) {
            return new Decision.Held();
        }
        return schedule.waitAfter(attempts)
                .<Decision>map(pause -> new Decision.Waiting(lengthened(pause, outcome)))
                .orElseGet(Decision.Exhausted::new);
    }

    private static boolean isGone(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.Answered answered && answered.status() == GONE;
    }

    /** A target may ask for a longer wait, never for a shorter one, and not for ever. */
    private static Duration lengthened(Duration pause, AttemptOutcome outcome) {
        if (!(outcome instanceof AttemptOutcome.Answered answered)
                || answered.retryAfter() == null
                || answered.status() != TOO_MANY_REQUESTS && answered.status() != UNAVAILABLE) {
            return pause;
        }
        return max(pause, min(answered.retryAfter(), MAX_RETRY_AFTER));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
