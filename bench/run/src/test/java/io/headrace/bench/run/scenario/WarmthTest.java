package io.headrace.bench.run.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmthTest {
    private static final Pace PACE = new Pace(1, 1, 3, 4, 10, 100, 1, 2, 1);

    @Test
    void it_goes_on_while_it_gets_faster_and_stops_when_it_does_not() {
        Iterator<Double> rates = List.of(10.0, 20.0, 30.0, 40.0, 41.0, 40.0, 41.0, 40.0, 41.0, 99.0)
                .iterator();

        assertThat(Warmth.reach(PACE, rates::next))
                .containsExactly(10.0, 20.0, 30.0, 40.0, 41.0, 40.0, 41.0, 40.0, 41.0);
    }

    @Test
    void it_does_not_go_on_for_ever() {
        double[] rate = {1};

        assertThat(Warmth.reach(PACE, () -> rate[0] *= 2)).hasSize(10);
    }

    @Test
    void what_is_flat_at_once_is_still_looked_at_a_few_times() {
        assertThat(Warmth.reach(PACE, () -> 10)).hasSize(6);
    }
}
