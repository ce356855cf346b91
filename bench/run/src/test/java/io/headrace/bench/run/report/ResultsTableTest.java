package io.headrace.bench.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsTableTest {
    private static final Machine MACHINE = new Machine(2, "Some CPU", 24_000, "Some VM 17.0.1", "Linux 6 amd64");

    @Test
    void the_page_is_the_one_of_the_golden_file() throws IOException {
        Results results = new Results(
                Instant.parse("2026-11-25T12:34:56Z"),
                Duration.ofMinutes(25),
                "0123456789ab",
                false,
                MACHINE,
                List.of(1000.0, 2000.5),
                List.of(
                        beside(1000, 0.5),
                        beside(100, 0.5),
                        alone(12.34, new Goal.AtMost(20)),
                        alone(3, new Goal.None())));

        assertThat(ResultsTable.of(results)).isEqualTo(golden());
    }

    @Test
    void a_share_is_of_the_medians() {
        assertThat(beside(1000, 0.5).share()).contains(0.5);
        assertThat(beside(1000, 0.5).isMet()).contains(true);
        assertThat(beside(1000, 0.51).isMet()).contains(false);
    }

    @Test
    void what_has_no_goal_is_neither_met_nor_missed() {
        assertThat(alone(3, new Goal.None()).isMet()).isEmpty();
    }

    private static Finding beside(double median, double goal) {
        return new Finding(
                "accept",
                "accept",
                "requests/s",
                Series.of(median, 900, 1100),
                Optional.of(new Finding.Beside("constant 202", Series.of(2000, 2000, 2000))),
                new Goal.ShareAtLeast(goal),
                List.of("3 answers were not 202"),
                Map.of());
    }

    private static Finding alone(double value, Goal goal) {
        return new Finding("latency", "latency", "ms", Series.of(value), Optional.empty(), goal, List.of(), Map.of());
    }

    private static String golden() throws IOException {
        try (InputStream file = ResultsTableTest.class.getResourceAsStream("results.md")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
