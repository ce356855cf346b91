package io.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressWatchdogTest {
    private static final long SECOND = 1_000_000_000L;
    private final ProgressWatchdog watchdog = new ProgressWatchdog(Duration.ofSeconds(45), 0);

    @Test
    void waiting_commands_that_do_not_move_are_standing_still() {
        watchdog.observe(Map.of(0, 5L), 3, SECOND);

        assertThat(watchdog.observe(Map.of(0, 5L), 4, 46 * SECOND)).isFalse();
        assertThat(watchdog.observe(Map.of(0, 5L), 9, 47 * SECOND)).isTrue();
    }

    @Test
    void idle_is_not_standing_still() {
        watchdog.observe(Map.of(0, 5L), 0, SECOND);

        assertThat(watchdog.observe(Map.of(0, 5L), 0, 500 * SECOND)).isFalse();
    }

    @Test
    void any_move_starts_the_count_anew() {
        watchdog.observe(Map.of(0, 5L), 3, SECOND);
        watchdog.observe(Map.of(0, 6L), 900, 40 * SECOND);

        assertThat(watchdog.observe(Map.of(0, 6L), 999, 80 * SECOND)).isFalse();
    }

    @Test
    void an_outage_elsewhere_excuses() {
        watchdog.observe(Map.of(0, 5L), 3, SECOND);
        watchdog.excuse(400 * SECOND);

        assertThat(watchdog.observe(Map.of(0, 5L), 3, 410 * SECOND)).isFalse();
    }
}
