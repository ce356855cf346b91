package io.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RestartBackoffTest {
    private static final RestartBackoff BACKOFF =
            new RestartBackoff(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(20));

    @Test
    void theWaitDoublesWithEachDeathInARowUpToTheLongest() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(BACKOFF::delay).map(Duration::toMillis))
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
    }

    @Test
    void manyDeathsInARowDoNotOverflow() {
        assertThat(BACKOFF.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whoDiesSoonIsCountedOn() {
        assertThat(BACKOFF.deathsInARow(3, Duration.ofSeconds(19))).isEqualTo(4);
    }

    @Test
    void whoRanLongEnoughIsForgivenWhatWasBefore() {
        assertThat(BACKOFF.deathsInARow(3, Duration.ofSeconds(20))).isEqualTo(1);
    }
}
