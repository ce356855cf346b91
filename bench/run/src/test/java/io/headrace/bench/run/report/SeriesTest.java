package io.headrace.bench.run.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void the_median_of_an_odd_number_is_the_one_in_the_middle() {
        assertThat(Series.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Series.of(9, 1, 5, 6).median()).isEqualTo(5.5);
    }

    @Test
    void pairs_are_divided_each_by_its_own() {
        assertThat(Series.of(2, 6, 10).by(Series.of(4, 3, 10)).values()).containsExactly(0.5, 2.0, 1.0);
    }

    @Test
    void what_is_no_pair_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of(2, 6).by(Series.of(4)))
                .withMessageContaining("2 beside 1");
    }

    @Test
    void nothing_measured_is_no_series() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Series(List.of()));
    }
}
