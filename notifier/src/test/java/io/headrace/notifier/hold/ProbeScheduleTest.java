package io.headrace.notifier.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProbeScheduleTest {
    private final ProbeSchedule schedule = new ProbeSchedule(Duration.ofMinutes(1));

    @Test
    void eachProbeInVainDoublesTheWaitUpToAnHour() {
        assertThat(IntStream.range(0, 9)
                        .mapToObj(schedule::waitAfter)
                        .map(Duration::toMinutes)
                        .toList())
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(schedule.waitAfter(Integer.MAX_VALUE)).isEqualTo(ProbeSchedule.LONGEST);
    }

    @Test
    void whoWantsToWaitLongerWaitsAlwaysSoLong() {
        ProbeSchedule daily = new ProbeSchedule(Duration.ofDays(1));

        assertThat(daily.waitAfter(0)).isEqualTo(Duration.ofDays(1));
        assertThat(daily.waitAfter(5)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void noWaitIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProbeSchedule(Duration.ZERO));
    }
}
