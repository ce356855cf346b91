package io.headrace.notifier.deliver;

import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.store.delivery.LeasedDelivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LanesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Lanes lanes = new Lanes(destination -> 1, PATIENCE);
    private final LeasedDelivery first = aDeliveryTo("https://a.example/1");
    private final LeasedDelivery second = aDeliveryTo("https://a.example/2");
    private final LeasedDelivery third = aDeliveryTo("https://a.example/3");
    private final LeasedDelivery other = aDeliveryTo("https://b.example/1");

    @Test
    void asManyAreUnderWayAsTheDestinationMayHave() {
        assertThat(lanes.begin(first, 0)).isTrue();
        assertThat(lanes.begin(second, 0)).isFalse();
        assertThat(lanes.begin(other, 0)).as("of another destination").isTrue();
    }

    @Test
    void theyBeginInTheOrderInWhichTheyCame() {
        lanes.begin(first, 0);
        lanes.begin(second, 0);
        lanes.begin(third, 0);

        assertThat(lanes.end(first, 0)).containsExactly(second);
        assertThat(lanes.end(second, 0)).containsExactly(third);
        assertThat(lanes.end(third, 0)).isEmpty();
        assertThat(lanes.begin(other, 0)).isTrue();
    }

    @Test
    void anAttemptEndsOnce() {
        lanes.begin(first, 0);
        lanes.begin(second, 0);
        lanes.begin(third, 0);

        assertThat(lanes.end(first, 0)).containsExactly(second);
        assertThat(lanes.end(first, 0)).isEmpty();
    }

    @Test
    void whoMayHaveMoreByNowGetsMoreAtOnce() {
        int[] atOnce = {1};
        Lanes growing = new Lanes(destination -> atOnce[0], PATIENCE);
        List.of(first, second, third).forEach(delivery -> growing.begin(delivery, 0));

        atOnce[0] = 2;

        assertThat(growing.end(first, 0)).containsExactly(second, third);
    }

    @Test
    void whatWaitsInVainIsTakenOut() {
        lanes.begin(first, 0);
        lanes.begin(second, 0);
        lanes.begin(third, PATIENCE.toNanos());
        assertThat(lanes.overdue(PATIENCE.toNanos())).isEmpty();

        assertThat(lanes.overdue(PATIENCE.toNanos() + 1)).containsExactly(second);

        assertThat(lanes.end(first, PATIENCE.toNanos() + 1)).containsExactly(third);
    }

    @Test
    void whatIsOverdueIsNotBegunAndThoseBehindItGoOnWithoutIt() {
        lanes.begin(first, 0);
        lanes.begin(second, 0);
        lanes.begin(third, PATIENCE.toNanos());
        long later = PATIENCE.toNanos() + 1;

        assertThat(lanes.end(first, later)).isEmpty();
        assertThat(lanes.overdue(later)).containsExactly(second);

        assertThat(lanes.begin(later)).containsExactly(third);
        assertThat(lanes.end(third, later)).isEmpty();
    }

    @Test
    void allThatWaitsCanBeTakenOut() {
        lanes.begin(first, 0);
        lanes.begin(second, 0);
        lanes.begin(third, 0);

        assertThat(lanes.waiting()).containsExactly(second, third);
        assertThat(lanes.end(first, 0)).isEmpty();
    }

    @Test
    void aDestinationStarvesWhereNothingWaits() {
        lanes.begin(first, 0);
        assertThat(lanes.isStarving("a.example")).isTrue();

        lanes.begin(second, 0);

        assertThat(lanes.isStarving("a.example")).isFalse();
        assertThat(lanes.isStarving("b.example")).isTrue();
    }
}
