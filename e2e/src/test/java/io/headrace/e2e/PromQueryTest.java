package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQueryTest {
    @Test
    void metrics_labels_and_grouping_are_found() {
        PromQuery query = PromQuery.of(
                "histogram_quantile(0.99, sum by (le, phase) (rate(a_seconds_bucket{x=\"1\"}[$__rate_interval])))"
                        + " > 60 and max(deriv(b_total[10m])) >= 0 or c");

        assertThat(query.metrics())
                .isEqualTo(Map.of("a_seconds_bucket", Map.of("x", "1"), "b_total", Map.of(), "c", Map.of()));
        assertThat(query.groupedBy()).isEqualTo(Set.of("le", "phase"));
    }
}
