package io.headrace.notifier.deliver;

import io.headrace.notifier.send.AttemptOutcome;
import io.headrace.notifier.send.AttemptReport;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.delivery.EndedAttempt;
import io.headrace.store.delivery.LeasedDelivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts an outcome and what was decided on it into the row that is kept. */
final class EndedAttempts {
    private EndedAttempts() {}

    static EndedAttempt of(
            LeasedDelivery delivery, long startedNanos, long endedNanos, AttemptReport report, Decision decision) {
        return new EndedAttempt(
                delivery,
                startedNanos,
                endedNanos,
                report.timings(),
                report.outcome().failure(),
                answer(report.outcome()),
                state(decision),
                decision instanceof Decision.Waiting waiting ? waiting.pause() : Duration.ZERO);
    }

    private static EndedAttempt.@Nullable Answer answer(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.Answered answered
                ? new EndedAttempt.Answer(answered.status(), answered.headers(), answered.body())
                : null;
    }

    private static DeliveryState state(Decision decision) {
        if (decision instanceof Decision.Delivered) {
            return DeliveryState.DELIVERED;
        }
        if (decision instanceof Decision.Held) {
            return DeliveryState.HELD;
        }
        return decision instanceof Decision.Waiting ? DeliveryState.WAITING : DeliveryState.EXHAUSTED;
    }
}
