package io.headrace.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SteadinessTest {
    /** A running clock may be anywhere, below zero too. */
    private static final long START = Long.MIN_VALUE + 5;

    private final Steadiness steadiness = new Steadiness(Duration.ofSeconds(15), Duration.ofSeconds(3), START);

    @Test
    void nothingIsKnownAtTheStart() {
        assertThat(steadiness.isSteady(at(0))).isFalse();
    }

    @Test
    void answersForLongEnoughMakeItSteady() {
        answeredEverySecond(1, 14);
        assertThat(steadiness.isSteady(at(14))).isFalse();

        answeredEverySecond(15, 15);

        assertThat(steadiness.isSteady(at(15))).isTrue();
    }

    @Test
    void aFailureBeginsTheWaitAgain() {
        answeredEverySecond(1, 20);

        steadiness.broken(at(21));
        answeredEverySecond(22, 35);

        assertThat(steadiness.isSteady(at(35))).isFalse();
        answeredEverySecond(36, 36);
        assertThat(steadiness.isSteady(at(36))).isTrue();
    }

    @Test
    void silenceIsNoSteadiness() {
        answeredEverySecond(1, 20);

        assertThat(steadiness.isSteady(at(24))).isFalse();
    }

    @Test
    void anAnswerAfterASilenceBeginsTheWaitAgain() {
        answeredEverySecond(1, 20);

        answeredEverySecond(60, 74);

        assertThat(steadiness.isSteady(at(74))).isFalse();
        answeredEverySecond(75, 75);
        assertThat(steadiness.isSteady(at(75))).isTrue();
    }

    private void answeredEverySecond(int first, int last) {
        for (int second = first; second <= last; second++) {
            steadiness.answered(at(second));
        }
    }

    private static long at(int seconds) {
        return START + Duration.ofSeconds(seconds).toNanos();
    }
}
