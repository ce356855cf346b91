package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of the deliveries of a subscription while it is held, on real PostgreSQL. */
final class HoldTest extends FailingTarget {
    @Test
    void whatWaitsIsHeldAndWhatIsNewAndNobodyElses() {
        tables.insert(List.of(planned(1), planned(2), toOther(3), aDelivery("callback.example")));
        hold();

        assertThat(await(holds.holdWaiting())).isEqualTo(2);
        tables.insert(List.of(planned(4), toOther(5)));

        assertThat(states()).containsExactly("held", "held", "pending", "held", "pending", "callback pending");
        assertThat(claim()).hasSize(3);
    }

    @Test
    void whatWasClaimedBeforeItWasKnownComesBack() {
        PlannedDelivery born = planned(1);
        tables.insert(List.of(planned(2)));
        hold();
        FirstLeases first = new FirstLeases("one", DeliveryTables.LEASE, Map.of(born.id(), UUID.randomUUID()));
        List<LeasedDelivery> leased = new java.util.ArrayList<>(
                await(deliveries.insert(List.of(born), first)).leased());
        leased.addAll(claim());

        assertThat(leased).hasSize(2).allMatch(LeasedDelivery::isHeld);
        assertThat(await(holds.hold(leased))).isEqualTo(2);

        assertThat(tables.texts("SELECT state || ' ' || attempts || ' ' || (lease_id IS NULL) FROM delivery"))
                .containsExactly("held 0 true", "held 0 true");
    }

    @Test
    void whatIsNotHeldAnyMoreByThenIsDueAgain() {
        tables.insert(List.of(planned(1)));
        hold();
        List<LeasedDelivery> leased = claim();
        tables.script("UPDATE subscription_state SET phase = NULL");

        await(holds.hold(leased));

        assertThat(states()).containsExactly("pending");
    }

    @Test
    void theOldestIsTheProbeAndNothingElseIsSent() {
        tables.insert(List.of(planned(1), planned(2), planned(3)));
        tables.stopClock();
        hold();
        await(holds.holdWaiting());
        assertThat(await(holds.probe(probes -> MINUTE))).as("not yet").isZero();

        tables.setClockAhead("61 seconds");
        assertThat(await(holds.probe(probes -> MINUTE.multipliedBy(probes)))).isEqualTo(1);
        assertThat(await(holds.holdWaiting())).as("the probe is left alone").isZero();
        List<LeasedDelivery> claimed = claim();

        assertThat(claimed).hasSize(1).allMatch(LeasedDelivery::isTrial).noneMatch(LeasedDelivery::isHeld);
        assertThat(claimed.get(0).sequence()).isEqualTo(1);
        tables.setClockAhead("10 minutes");
        assertThat(await(holds.probe(probes -> MINUTE))).as("one at a time").isZero();
        end(claimed.get(0), DeliveryState.HELD);
        assertThat(tables.texts("SELECT state || ' ' || attempts || ' ' || probes || ' ' || (finished_at IS NULL)"
                        + " FROM delivery WHERE attempts > 0"))
                .containsExactly("held 1 1 true");
        assertThat(await(holds.probe(probes -> MINUTE.multipliedBy(probes)))).isEqualTo(1);
        assertThat(tables.texts("SELECT probes || ' ' || round(extract(epoch FROM next_probe_at - headrace_now()))"
                        + " FROM subscription_state"))
                .containsExactly("2 120");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .as("another one")
                .containsExactly(2L);
    }

    @Test
    void eachOfTheOldestIsTriedBeforeOneIsTriedAgain() {
        tables.insert(List.of(planned(1), planned(2)));
        hold();
        await(holds.holdWaiting());

        List<String> tried = new java.util.ArrayList<>();
        for (int minutes = 2; minutes < 5; minutes++) {
            tables.setClockAhead(minutes + " minutes");
            await(holds.probe(probes -> Duration.ofSeconds(30)));
            LeasedDelivery probe = claim().get(0);
            tried.add(probe.sequence() + "/" + probe.number());
            end(probe, DeliveryState.HELD);
        }

        assertThat(tried).containsExactly("1/1", "2/1", "1/2");
    }

    @Test
    void aProbeWhoseInstanceDiedIsMadeAgain() {
        tables.insert(List.of(planned(1)));
        hold();
        await(holds.holdWaiting());
        tables.setClockAhead("61 seconds");
        await(holds.probe(probes -> MINUTE));
        LeasedDelivery lost = claim().get(0);

        tables.setClockAhead("92 seconds");
        await(leases.freeExpired(List.of()));

        assertThat(claim())
                .hasSize(1)
                .allMatch(again -> again.isTrial() && again.id().equals(lost.id()) && again.number() == 1);
    }

    @Test
    void withNothingHeldTheNextEventIsTheProbe() {
        hold();
        tables.setClockAhead("61 seconds");
        assertThat(await(holds.probe(probes -> MINUTE))).isZero();

        tables.insert(List.of(planned(1)));

        assertThat(await(holds.probe(probes -> MINUTE))).isEqualTo(1);
    }

    @Test
    void inOrderTheProbeIsOneThatWaitsForNobody() {
        tables.insert(List.of(inLine(1, 9), inLine(2, 8)));
        hold();
        await(holds.holdWaiting());
        tables.setClockAhead("61 seconds");

        await(holds.probe(probes -> MINUTE));

        assertThat(claim()).extracting(LeasedDelivery::sequence).containsExactly(8L);
    }

    @Test
    void aTestEventTriesATargetThatIsHeld() {
        PlannedDelivery test = planned(1);
        tables.insert(List.of(test));
        tables.script("UPDATE delivery SET record_id = subscription_id");
        hold();

        assertThat(await(holds.holdWaiting())).isZero();
        assertThat(claim()).hasSize(1).noneMatch(LeasedDelivery::isHeld).noneMatch(LeasedDelivery::isTrial);
    }

    @Test
    void whatIsHeldForASubscriptionThatWasStoppedIsCancelled() {
        tables.insert(List.of(planned(1), toOther(2)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription SET active = false, stopped_at = headrace_now() WHERE id = '" + SUBSCRIPTION
                + "'");

        assertThat(await(cancellations.cancelWaiting())).isEqualTo(1);

        assertThat(states()).containsExactly("cancelled", "pending");
    }

    @Test
    void theBacklogKnowsWhatIsHeld() {
        tables.insert(List.of(planned(1), planned(2), toOther(3)));
        hold();
        await(holds.holdWaiting());

        Backlog backlog = await(new BacklogStore(tables.pool()).measure());

        assertThat(backlog.open()).isEqualTo(1);
        assertThat(backlog.held()).isEqualTo(2);
        assertThat(backlog.heldSubscriptions()).isEqualTo(1);
    }
}
