package io.headrace.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.RetrySchedule;
import io.headrace.notifier.send.AttemptOutcome;
import io.headrace.store.delivery.AttemptFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliveryDeciderTest {
    private static final Decision A_MINUTE = new Decision.Waiting(Duration.ofSeconds(60));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void a2xxIsDelivered(int status) {
        assertThat(decide(1, answered(status))).isEqualTo(new Decision.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 302, 400, 404, 429, 500, 503})
    void everyOtherStatusIsTriedAgain(int status) {
        assertThat(decide(1, answered(status))).isEqualTo(A_MINUTE);
    }

    @ParameterizedTest
    @EnumSource(AttemptFailure.class)
    void everyFailureIsTriedAgain(AttemptFailure failure) {
        assertThat(decide(1, new AttemptOutcome.Failed(failure))).isEqualTo(A_MINUTE);
    }

    @Test
    void theFourthFailureIsTheLast() {
        assertThat(decide(2, answered(500))).isEqualTo(A_MINUTE);
        assertThat(decide(3, answered(500))).isEqualTo(A_MINUTE);
        assertThat(decide(4, answered(500))).isEqualTo(new Decision.Exhausted());
        assertThat(decide(4, answered(200))).isEqualTo(new Decision.Delivered());
    }

    @Test
    void whoIsGoneIsNotCalledAgain() {
        assertThat(decide(1, answered(410))).isEqualTo(new Decision.Gone());
        assertThat(decide(4, answered(410))).isEqualTo(new Decision.Gone());
    }

    @ParameterizedTest
    @CsvSource({
        "429, 10, 60",
        "429, 61, 61",
        "503, 3600, 3600",
        "503, 3601, 3600",
        "500, 600, 60",
        "404, 600, 60",
        "302, 600, 60"
    })
    void aTargetMayAskForALongerWaitOnly(int status, int asked, int seconds) {
        AttemptOutcome outcome = new AttemptOutcome.Answered(status, Duration.ofSeconds(asked), "", "");

        assertThat(decide(1, outcome)).isEqualTo(new Decision.Waiting(Duration.ofSeconds(seconds)));
    }

    @Test
    void a_trial_that_fails_is_kept_whatever_came_before_it() {
        assertThat(trial(1, answered(500))).isEqualTo(new Decision.Held());
        assertThat(trial(9, new AttemptOutcome.Failed(AttemptFailure.TIMEOUT))).isEqualTo(new Decision.Held());
        assertThat(trial(9, answered(204))).isEqualTo(new Decision.Delivered());
        assertThat(trial(1, answered(410))).isEqualTo(new Decision.Gone());
    }

    private static Decision trial(int attempts, AttemptOutcome outcome) {
        return DeliveryDecider.decide(attempts, outcome, RetrySchedule.DEFAULT, true);
    }

    private static Decision decide(int attempts, AttemptOutcome outcome) {
        return DeliveryDecider.decide(attempts, outcome, RetrySchedule.DEFAULT, false);
    }

    private static AttemptOutcome answered(int status) {
        return new AttemptOutcome.Answered(status, null, "", "");
    }
}
