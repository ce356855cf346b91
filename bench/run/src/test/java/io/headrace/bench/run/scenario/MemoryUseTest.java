package io.headrace.bench.run.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryUseTest {
    @Test
    void growth_is_from_the_first_third_to_the_last() {
        assertThat(MemoryUse.growth(List.of(10.0, 11.0, 12.0, 50.0, 50.0, 50.0, 13.0, 14.0, 15.0)))
                .isEqualTo(3);
    }

    @Test
    void one_sample_has_not_grown() {
        assertThat(MemoryUse.growth(List.of(10.0))).isZero();
    }
}
