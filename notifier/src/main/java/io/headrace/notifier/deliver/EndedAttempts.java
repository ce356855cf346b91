package io.headrace.notifier.deliver;

import io.headrace.notifier.send.AttemptOutcome;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.LeasedDelivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts an outcome and what was decided on it into the row that is kept. */
final class EndedAttempts {
    private EndedAttempts() {}

    static EndedAttempt of(
            LeasedDelivery delivery, long startedNanos, long endedNanos, AttemptOutcome outcome, Decision decision) {
        AttemptOutcome.@Nullable Answered answered = outcome instanceof AttemptOutcome.Answered whole ? whole : null;
        return new EndedAttempt(
                delivery,
                startedNanos,
                endedNanos,
                answered == null ? null : answered.status(),
                outcome.failure(),
                answered == null ? null : answered.body(),
                state(decision),
                decision instanceof Decision.Waiting waiting ? waiting.pause() : Duration.ZERO);
    }

    private static DeliveryState state(Decision decision) {
        if (decision instanceof Decision.Delivered) {
            return DeliveryState.DELIVERED;
        }
        return decision instanceof Decision.Waiting ? DeliveryState.WAITING : DeliveryState.EXHAUSTED;
    }
}
