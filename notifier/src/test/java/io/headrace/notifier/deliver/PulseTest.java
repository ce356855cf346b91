package io.headrace.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.store.delivery.AttemptFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PulseTest {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    @Test
    void nothingIsLeasedAheadForAStranger() {
        assertThat(Pulse.UNKNOWN.ahead(32)).isZero();
        assertThat(Pulse.UNKNOWN.atOnce(32)).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({"1, 64", "100, 64", "500, 16", "2000, 4", "9000, 0"})
    void asMuchIsLeasedAheadAsIsDoneInAMoment(long millis, int ahead) {
        assertThat(Pulse.UNKNOWN.after(Duration.ofMillis(millis), null).ahead(32))
                .isEqualTo(ahead);
    }

    @Test
    void anErrorIsAnAnswerToo() {
        assertThat(Pulse.UNKNOWN
                        .after(Duration.ofMillis(1), AttemptFailure.STATUS)
                        .ahead(32))
                .isPositive();
    }

    @Test
    void nothingIsLeasedAheadWhereTheLastAttemptGotNoAnswer() {
        Pulse fast = Pulse.UNKNOWN.after(Duration.ofMillis(1), null);

        assertThat(fast.after(Duration.ofMillis(1), AttemptFailure.CONNECT).ahead(32))
                .isZero();
        assertThat(fast.stalled().ahead(32)).isZero();
        assertThat(fast.stalled().after(Duration.ofMillis(1), null).ahead(32)).isPositive();
    }

    @Test
    void whoHangsGetsFewAttemptsUntilOneEndsInTime() {
        Pulse pulse = Pulse.UNKNOWN;
        for (int i = 0; i < 7; i++) {
            pulse = pulse.after(DEADLINE, AttemptFailure.TIMEOUT);
        }
        assertThat(pulse.atOnce(32)).isEqualTo(32);

        pulse = pulse.after(DEADLINE, AttemptFailure.TIMEOUT);

        assertThat(pulse.atOnce(32)).isEqualTo(4);
        assertThat(pulse.atOnce(2)).isEqualTo(2);
        assertThat(pulse.after(Duration.ofMillis(1), null).atOnce(32)).isEqualTo(32);
        assertThat(pulse.after(Duration.ofMillis(1), AttemptFailure.CONNECT).atOnce(32))
                .as("what fails at once takes nobody's time")
                .isEqualTo(32);
    }

    @Test
    void theLastAttemptsWeighMost() {
        Pulse pulse = Pulse.UNKNOWN.after(Duration.ofMillis(1), null);
        for (int i = 0; i < 20; i++) {
            pulse = pulse.after(Duration.ofSeconds(1), null);
        }

        assertThat(pulse.millis()).isBetween(900.0, 1_000.0);
    }
}
