package io.headrace.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void without_a_word_everything_is_measured_at_length() {
        Settings settings = settings(Map.of());

        assertThat(settings.quick()).isFalse();
        assertThat(settings.wants("accept")).isTrue();
        assertThat(settings.memoryMinutes()).isEqualTo(10);
    }

    @Test
    void what_maven_passes_on_for_nothing_is_nothing() {
        assertThat(settings(Map.of(
                        "bench.only", "", "bench.quick", "false", "bench.memory.minutes", "", "bench.target", "")))
                .isEqualTo(settings(Map.of()));
    }

    @Test
    void scenarios_are_chosen_by_name() {
        Settings settings = settings(Map.of("bench.only", "accept, get"));

        assertThat(settings.wants("accept")).isTrue();
        assertThat(settings.wants("get")).isTrue();
        assertThat(settings.wants("apply")).isFalse();
    }

    @Test
    void quick_needs_no_value() {
        assertThat(settings(Map.of("bench.quick", "")).quick()).isTrue();
        assertThat(settings(Map.of("bench.quick", "true")).memoryMinutes()).isLessThan(1);
    }

    @Test
    void a_name_that_is_no_scenario_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("bench.only", "acept")).check(java.util.List.of("accept", "get")))
                .withMessageContaining("acept")
                .withMessageContaining("accept, get");
    }

    @Test
    void minutes_that_are_no_number_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("bench.memory.minutes", "ten")))
                .withMessageContaining("\"ten\"");
    }

    private static Settings settings(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return Settings.of(properties);
    }
}
