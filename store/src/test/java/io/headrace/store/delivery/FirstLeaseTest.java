package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.LEASE;
import static io.headrace.store.delivery.DeliveryTables.OWNER;
import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** New deliveries that are leased by their own insert. */
final class FirstLeaseTest {

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final DeliveryStore deliveries = new DeliveryStore(tables.pool());
    private final LeaseStore leases = new LeaseStore(tables.pool());
    private final AttemptStore attempts = new AttemptStore(tables.pool());
    private final PlannedDelivery fresh = aDelivery("a.example");
    private final UUID leaseId = UUID.randomUUID();
    private final FirstLeases first = new FirstLeases("one", LEASE, Map.of(fresh.id(), leaseId));

    @Test
    void aFirstLeaseCarriesWhatAClaimCarries() {
        givenTheEndpoint();
        LeasedDelivery leased = only(await(deliveries.insert(List.of(fresh), first)));
        await(leases.freeHeldBy("one"));

        LeasedDelivery claimed = await(leases.claim(aRequest("one")).map(ClaimedDeliveries::leased))
                .get(0);

        assertThat(leased).usingRecursiveComparison().ignoringFields("leaseId").isEqualTo(claimed);
        assertThat(leased.leaseId()).isEqualTo(leaseId);
        assertThat(leased.sealedSigningSecret()).isEqualTo("sealed");
    }

    @Test
    void onlyThoseThatAreNamedAreLeased() {
        PlannedDelivery other = aDelivery("b.example");

        InsertedDeliveries inserted = await(deliveries.insert(List.of(fresh, other), first));

        assertThat(inserted.count()).isEqualTo(2);
        assertThat(inserted.leased()).extracting(LeasedDelivery::id).containsExactly(fresh.id());
        assertThat(await(leases.claim(aRequest("two")).map(ClaimedDeliveries::leased)))
                .extracting(LeasedDelivery::id)
                .containsExactly(other.id());
    }

    @Test
    void anInsertWhoseAnswerWasLostHoldsItsLeasesAtTheSecondTry() {
        await(deliveries.insert(List.of(fresh), first));

        InsertedDeliveries again = await(deliveries.insert(List.of(fresh), first));

        assertThat(again.count()).isZero();
        assertThat(only(again).leaseId()).isEqualTo(leaseId);
    }

    @Test
    void aLeaseThatIsHeldAtTheSecondTryBeginsAnew() {
        tables.stopClock();
        await(deliveries.insert(List.of(fresh), first));
        tables.setClockAhead("29 seconds");
        await(deliveries.insert(List.of(fresh), first));

        tables.setClockAhead("58 seconds");

        assertThat(await(leases.freeExpired(List.of()))).isZero();
    }

    @Test
    void whatWasThereAlreadyIsNotLeased() {
        await(deliveries.insert(List.of(fresh), first));
        FirstLeases later = new FirstLeases("one", LEASE, Map.of(fresh.id(), UUID.randomUUID()));

        InsertedDeliveries again = await(deliveries.insert(List.of(fresh), later));

        assertThat(again).isEqualTo(new InsertedDeliveries(0, List.of()));
        assertThat(tables.texts("SELECT state || ' ' || lease_id FROM delivery"))
                .containsExactly("sending " + leaseId);
    }

    @Test
    void aLeaseThatWasTakenAwayIsNotHeldAtTheSecondTry() {
        await(deliveries.insert(List.of(fresh), first));
        tables.setClockAhead("31 seconds");
        assertThat(await(leases.freeExpired(List.of()))).isEqualTo(1);

        assertThat(await(deliveries.insert(List.of(fresh), first)).leased()).isEmpty();
    }

    @Test
    void theOneEventTwiceInABatchIsLeasedOnce() {
        InsertedDeliveries inserted = await(deliveries.insert(List.of(fresh, fresh), first));

        assertThat(inserted.count()).isEqualTo(1);
        assertThat(only(inserted).leaseId()).isEqualTo(leaseId);
    }

    @Test
    void theOutcomeUnderAFirstLeaseIsRecorded() {
        LeasedDelivery leased = only(await(deliveries.insert(List.of(fresh), first)));
        EndedAttempt ended =
                new EndedAttempt(leased, 0, 1, AttemptTimings.NONE, null, null, DeliveryState.DELIVERED, Duration.ZERO);

        assertThat(await(attempts.record(List.of(ended), 2)))
                .containsExactly(ended.delivery().leaseId());

        assertThat(tables.texts("SELECT state || ' ' || attempts FROM delivery"))
                .containsExactly("delivered 1");
    }

    @Test
    void aDestinationIsReadAlikeHereAndThere() {
        List<String> urls = List.of(
                "https://a.example:443/hook/x?y=/z",
                "http://[::1]:80/",
                "https://a.example",
                "https:",
                "a//",
                "/",
                "",
                "//b",
                "https:///c");

        for (String url : urls) {
            PlannedDelivery planned = new PlannedDelivery(
                    fresh.id(), fresh.event(), null, url, null, null, java.time.Duration.ZERO, false, false);
            assertThat(tables.texts("SELECT split_part('" + url + "', '/', 3)"))
                    .as(url)
                    .containsExactly(planned.destination());
        }
    }

    private void givenTheEndpoint() {
        tables.script("DELETE FROM endpoint; DELETE FROM owner");
        await(tables.pool()
                .preparedQuery("INSERT INTO owner VALUES ($1, 'a', 'o', 'x', 'owner', now())")
                .execute(Tuple.of(OWNER)));
        await(tables.pool()
                .preparedQuery(
                        "INSERT INTO endpoint VALUES ($1, $2, 'orders', 'Orders', '{}', 1, true, 'sealed', now(), now())")
                .execute(Tuple.of(fresh.event().endpointId(), OWNER)));
    }

    private static LeaseRequest aRequest(String holder) {
        return new LeaseRequest(
                holder,
                LEASE,
                100,
                true,
                new LeaseRequest.Budget<>(100, Map.of()),
                new LeaseRequest.Budget<>(100, Map.of()));
    }

    private static LeasedDelivery only(InsertedDeliveries inserted) {
        assertThat(inserted.leased()).hasSize(1);
        return inserted.leased().get(0);
    }
}
