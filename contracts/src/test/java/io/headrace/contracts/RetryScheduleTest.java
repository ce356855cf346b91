package io.headrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    @Test
    void the_contract_is_three_retries_a_minute_apart() {
        RetrySchedule schedule = RetrySchedule.DEFAULT;

        assertThat(schedule.waitAfter(0)).contains(Duration.ZERO);
        assertThat(schedule.waitAfter(1)).contains(Duration.ofSeconds(60));
        assertThat(schedule.waitAfter(3)).contains(Duration.ofSeconds(60));
        assertThat(schedule.waitAfter(4)).isEmpty();
    }

    @Test
    void an_impossible_schedule_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of(Duration.ofSeconds(-1))));
    }
}
