package io.headrace.notifier.deliver;

import static io.headrace.notifier.send.Deliveries.OWNER_ID;
import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.headrace.store.delivery.LeasedDelivery;
import org.junit.jupiter.api.Test;

final class InFlightTest {
    private final InFlight inFlight = new InFlight(3, 2, 3);
    private final LeasedDelivery first = aDeliveryTo("https://a.example/1");
    private final LeasedDelivery second = aDeliveryTo("https://a.example/2");
    private final LeasedDelivery other = aDeliveryTo("https://b.example/1");

    @Test
    void eachAttemptTakesFromEveryBudget() {
        inFlight.add(first);
        inFlight.add(second);
        inFlight.add(other);

        assertThat(inFlight.free()).isZero();
        assertThat(inFlight.destinations().free()).containsOnly(entry("a.example", 0), entry("b.example", 1));
        assertThat(inFlight.owners().free()).containsOnly(entry(OWNER_ID, 0));
        assertThat(inFlight.leases()).containsExactlyInAnyOrder(first.leaseId(), second.leaseId(), other.leaseId());
    }

    @Test
    void anAttemptGivesBackOnce() {
        inFlight.add(first);
        inFlight.add(second);

        inFlight.remove(first);
        inFlight.remove(first);

        assertThat(inFlight.free()).isEqualTo(2);
        assertThat(inFlight.destinations().free()).containsOnly(entry("a.example", 1));
        assertThat(inFlight.owners().free()).containsOnly(entry(OWNER_ID, 2));
    }

    @Test
    void aDestinationWithoutAttemptsIsForgotten() {
        inFlight.add(first);

        inFlight.remove(first);

        assertThat(inFlight.destinations().free()).isEmpty();
        assertThat(inFlight.owners().free()).isEmpty();
        assertThat(inFlight.isEmpty()).isTrue();
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InFlight(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new InFlight(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new InFlight(1, 1, 0));
    }

    @Test
    void anOwnerWithManyDestinationsIsSpentAllTheSame() {
        InFlight two = new InFlight(3, 2, 2);
        two.add(first);
        assertThat(two.isAnySpent()).isFalse();

        two.add(other);

        assertThat(two.isAnySpent()).isTrue();
        assertThat(two.owners().free()).containsOnly(entry(OWNER_ID, 0));
    }
}
