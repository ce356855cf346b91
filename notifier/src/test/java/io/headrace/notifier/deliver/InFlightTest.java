package io.headrace.notifier.deliver;

import static io.headrace.notifier.send.Deliveries.OWNER_ID;
import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.headrace.store.delivery.LeaseRequest;
import io.headrace.store.delivery.LeasedDelivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InFlightTest {
    private final InFlight inFlight = new InFlight(3, Allowance.same(2), Allowance.same(3));
    private final LeasedDelivery first = aDeliveryTo("https://a.example/1");
    private final LeasedDelivery second = aDeliveryTo("https://a.example/2");
    private final LeasedDelivery other = aDeliveryTo("https://b.example/1");

    @Test
    void eachAttemptTakesFromEveryBudget() {
        claimed(inFlight, first);
        claimed(inFlight, second);
        claimed(inFlight, other);

        assertThat(inFlight.free()).isZero();
        assertThat(inFlight.destinations().free()).containsOnly(entry("a.example", 0), entry("b.example", 1));
        assertThat(inFlight.owners().free()).containsOnly(entry(OWNER_ID, 0));
        assertThat(inFlight.leases()).containsExactlyInAnyOrder(first.leaseId(), second.leaseId(), other.leaseId());
    }

    @Test
    void anAttemptGivesBackOnce() {
        claimed(inFlight, first);
        claimed(inFlight, second);

        inFlight.remove(first.leaseId());
        inFlight.remove(first.leaseId());

        assertThat(inFlight.free()).isEqualTo(2);
        assertThat(inFlight.destinations().free()).containsOnly(entry("a.example", 1));
        assertThat(inFlight.owners().free()).containsOnly(entry(OWNER_ID, 2));
    }

    @Test
    void whatIsAnsweredFreesItsTargetAndCountsUntilItIsRecorded() {
        claimed(inFlight, first, second);

        inFlight.answered(first.leaseId());

        assertThat(inFlight.destinations().free()).containsOnly(entry("a.example", 1));
        assertThat(inFlight.owners().free()).containsOnly(entry(OWNER_ID, 2));
        assertThat(inFlight.free()).isEqualTo(1);
        assertThat(inFlight.leases()).contains(first.leaseId());
        inFlight.remove(first.leaseId());
        assertThat(inFlight.destinations().free()).containsOnly(entry("a.example", 1));
        assertThat(inFlight.free()).isEqualTo(2);
    }

    @Test
    void aDestinationWithoutAttemptsIsForgotten() {
        claimed(inFlight, first);

        inFlight.remove(first.leaseId());

        assertThat(inFlight.destinations().free()).isEmpty();
        assertThat(inFlight.owners().free()).isEmpty();
        assertThat(inFlight.isEmpty()).isTrue();
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InFlight(0, Allowance.same(1), Allowance.same(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new InFlight(1, Allowance.same(0), Allowance.same(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new InFlight(1, Allowance.same(1), Allowance.same(0)));
    }

    @Test
    void aNewDeliveryWaitsForTheFirstClaim() {
        assertThat(reserve(first)).isFalse();

        claimed(inFlight);

        assertThat(reserve(first)).isTrue();
        assertThat(inFlight.leases()).containsExactly(first.leaseId());
    }

    @Test
    void aNewDeliveryDoesNotGoBeforeAnOlderOneOfItsDestination() {
        claimed(inFlight, first, second);
        assertThat(inFlight.isAnyBehind()).isTrue();
        inFlight.remove(first.leaseId());

        assertThat(reserve(first)).as("more of the destination may be due").isFalse();
        assertThat(reserve(other)).as("nothing of this one is").isTrue();

        claimed(inFlight);
        assertThat(reserve(first)).isTrue();
    }

    @Test
    void retriesLeaveRoomForFirstAttempts() {
        InFlight four = new InFlight(4, Allowance.same(4), Allowance.same(4));
        claimed(four, first, second);
        assertThat(four.hasRoomForRetries()).isTrue();

        claimed(four, other);

        assertThat(four.hasRoomForRetries()).as("three of four are").isFalse();
        assertThat(four.free()).isEqualTo(1);
        assertThat(four.remove(other.leaseId())).as("a retry may wait for it").isTrue();
        assertThat(four.hasRoomForRetries()).isTrue();
        assertThat(four.remove(second.leaseId())).as("and has it").isFalse();
    }

    @Test
    void whoFindsNoSlotLeavesItsDestinationBehind() {
        claimed(inFlight);
        assertThat(reserve(first)).isTrue();
        assertThat(reserve(second)).isTrue();
        assertThat(inFlight.isAnyBehind()).isFalse();

        assertThat(reserve(aDeliveryTo("https://a.example/3"))).isFalse();

        assertThat(inFlight.isAnyBehind()).isTrue();
        inFlight.remove(first.leaseId());
        assertThat(reserve(first)).isFalse();
    }

    @Test
    void whoFindsNoSlotAtAllLeavesEverybodyBehind() {
        InFlight one = new InFlight(1, Allowance.same(1), Allowance.same(1));
        claimed(one);
        assertThat(one.reserve(first.leaseId(), "a.example", OWNER_ID)).isTrue();

        assertThat(one.reserve(other.leaseId(), "b.example", OWNER_ID)).isFalse();

        one.remove(first.leaseId());
        assertThat(one.isAnyBehind()).isTrue();
        assertThat(one.reserve(other.leaseId(), "b.example", OWNER_ID)).isFalse();
    }

    @Test
    void aClaimThatGotAllItAskedForLeavesEverybodyBehind() {
        inFlight.claimed(request(inFlight, 1), List.of(other), 0);

        assertThat(inFlight.isAnyBehind()).isTrue();
        assertThat(reserve(first)).isFalse();
    }

    @Test
    void whoGotAllThatWasAskedForLeavesTheNextClaimToOthers() {
        LeaseRequest asked = request(inFlight, 3);

        assertThat(inFlight.claimed(asked, List.of(first, second), 0)).isTrue();

        inFlight.remove(first.leaseId());
        assertThat(inFlight.otherDestinations().free()).containsOnly(entry("a.example", 0));
        assertThat(inFlight.destinations().free()).containsOnly(entry("a.example", 1));
        LeaseRequest rest = new LeaseRequest(
                "one", Duration.ofSeconds(30), 2, true, inFlight.otherDestinations(), inFlight.otherOwners());
        assertThat(inFlight.claimed(rest, List.of(other), 0))
                .as("nobody was cut off")
                .isFalse();
        assertThat(inFlight.isAnyBehind()).isTrue();
    }

    @Test
    void aSlotIsGivenBackOnceAndToldWhereSomebodyMayWaitForIt() {
        InFlight roomy = new InFlight(8, Allowance.same(2), Allowance.same(8));
        claimed(roomy, first, second);

        assertThat(roomy.answered(first.leaseId())).isTrue();
        assertThat(roomy.remove(first.leaseId()))
                .as("recorded: its slot had been given back")
                .isFalse();
        assertThat(roomy.remove(second.leaseId()))
                .as("never answered: its slot is given back only now")
                .isTrue();

        claimed(roomy, other);
        assertThat(roomy.answered(other.leaseId())).as("nobody waits").isFalse();
    }

    @Test
    void whereAllWaitARecordedAttemptGivesThemRoom() {
        inFlight.claimed(request(inFlight, 1), List.of(other), 0);
        inFlight.answered(other.leaseId());

        assertThat(inFlight.remove(other.leaseId())).isTrue();
    }

    @Test
    void aSlotGivenBackWhileAClaimRunsIsNotTakenForCaughtUp() {
        claimed(inFlight, first, second);
        LeaseRequest asked = request(inFlight, 1);
        inFlight.remove(first.leaseId());

        inFlight.claimed(asked, List.of(), 0);

        assertThat(inFlight.isAnyBehind())
                .as("the claim did not ask for this destination")
                .isTrue();
        assertThat(reserve(first)).isFalse();
    }

    @Test
    void anOwnerWithManyDestinationsIsBehindAllTheSame() {
        InFlight two = new InFlight(3, Allowance.same(2), Allowance.same(2));
        claimed(two, first);
        assertThat(two.isAnyBehind()).isFalse();

        claimed(two, other);

        assertThat(two.isAnyBehind()).isTrue();
        assertThat(two.owners().free()).containsOnly(entry(OWNER_ID, 0));
        two.remove(first.leaseId());
        assertThat(two.reserve(second.leaseId(), "c.example", OWNER_ID)).isFalse();
    }

    private boolean reserve(LeasedDelivery delivery) {
        return inFlight.reserve(delivery.leaseId(), delivery.destination(), delivery.ownerId());
    }

    private static void claimed(InFlight inFlight, LeasedDelivery... got) {
        inFlight.claimed(request(inFlight, inFlight.free()), List.of(got), 0);
    }

    private static LeaseRequest request(InFlight inFlight, int limit) {
        return new LeaseRequest("one", Duration.ofSeconds(30), limit, true, inFlight.destinations(), inFlight.owners());
    }
}
