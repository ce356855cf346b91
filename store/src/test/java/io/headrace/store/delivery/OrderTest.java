package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.aRequest;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Ids;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who waits for whom where a subscription asked for order, on real PostgreSQL. */
final class OrderTest {
    private static final UUID RED = new UUID(7, 21);
    private static final UUID BLUE = new UUID(7, 22);
    private static final UUID RECORD = new UUID(7, 31);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final DeliveryStore deliveries = new DeliveryStore(tables.pool());
    private final LeaseStore leases = new LeaseStore(tables.pool());
    private final AttemptStore attempts = new AttemptStore(tables.pool());

    @Test
    void theEventsOfARecordGoOneAfterTheOther() {
        tables.insert(List.of(inLine(RED, RECORD, 5), inLine(RED, RECORD, 3), inLine(RED, RECORD, 4)));

        for (long expected : List.of(3L, 4L, 5L)) {
            List<LeasedDelivery> claimed = claim(10).leased();
            assertThat(claimed).extracting(LeasedDelivery::sequence).containsExactly(expected);
            assertThat(claim(10).leased()).isEmpty();
            end(claimed.get(0), DeliveryState.DELIVERED);
        }
    }

    @Test
    void otherRecordsOtherSubscriptionsAndWhoAskedForNoOrderDoNotWait() {
        tables.insert(List.of(
                inLine(RED, RECORD, 1),
                inLine(RED, RECORD, 2),
                inLine(RED, new UUID(7, 32), 3),
                inLine(BLUE, RECORD, 4),
                planned(RED, RECORD, 5, false),
                planned(null, RECORD, 6, true)));

        assertThat(claim(10).leased())
                .extracting(LeasedDelivery::sequence)
                .containsExactlyInAnyOrder(1L, 3L, 4L, 5L, 6L);
    }

    @Test
    void whoWaitsStandsInNobodysWay() {
        tables.insert(LongStream.rangeClosed(1, 8)
                .mapToObj(sequence -> inLine(RED, RECORD, sequence))
                .toList());
        tables.insert(List.of(inLine(BLUE, RECORD, 9)));
        tables.stopClock();

        ClaimedDeliveries first = claim(8);
        ClaimedDeliveries second = claim(8);

        assertThat(first.leased()).hasSize(1);
        assertThat(first.postponed()).isEqualTo(7);
        assertThat(second.leased()).extracting(LeasedDelivery::sequence).containsExactly(9L);
        assertThat(second.postponed()).isZero();
    }

    @Test
    void theMoreAreBeforeOneTheLaterItIsLookedAtAgain() {
        tables.insert(LongStream.rangeClosed(1, 30)
                .mapToObj(sequence -> inLine(RED, RECORD, sequence))
                .toList());
        tables.stopClock();

        claim(30);

        assertThat(tables.texts("SELECT round(extract(epoch FROM due_at - headrace_now()), 1)::text FROM delivery"
                        + " WHERE sequence IN (2, 3, 10, 30) ORDER BY sequence"))
                .as("seconds")
                .allSatisfy(seconds -> assertThat(Double.parseDouble(seconds)).isLessThanOrEqualTo(64))
                .satisfies(seconds -> {
                    assertThat(Double.parseDouble(seconds.get(1))).isBetween(0.9, 1.0);
                    assertThat(Double.parseDouble(seconds.get(2))).isBetween(20.0, 20.3);
                    assertThat(Double.parseDouble(seconds.get(3))).isBetween(63.9, 64.0);
                });
    }

    @Test
    void whoWaitsForARetryIsNotAskedBeforeIt() {
        tables.insert(List.of(inLine(RED, RECORD, 1)));
        LeasedDelivery first = claim(1).leased().get(0);
        end(first, DeliveryState.WAITING, Duration.ofSeconds(60));
        tables.insert(List.of(inLine(RED, RECORD, 2)));

        assertThat(claim(10).postponed()).isEqualTo(1);
        tables.setClockAhead("50 seconds");
        assertThat(claim(10).postponed()).isZero();
        tables.setClockAhead("61 seconds");
        LeasedDelivery retry = claim(10).leased().get(0);
        assertThat(retry.id()).isEqualTo(first.id());
        end(retry, DeliveryState.EXHAUSTED);

        assertThat(claim(10).leased()).extracting(LeasedDelivery::sequence).containsExactly(2L);
    }

    @Test
    void theOneThatIsOverWakesTheNextAtOnceAndNotBeforeItsOwnTime() {
        PlannedDelivery later = inLine(RED, RECORD, 2);
        tables.insert(List.of(inLine(RED, RECORD, 1)));
        tables.insert(List.of(new PlannedDelivery(
                later.id(), later.event(), RED, later.targetUrl(), null, null, Duration.ofSeconds(30), true, false)));

        end(claim(10).leased().get(0), DeliveryState.DELIVERED);

        assertThat(claim(10).leased()).as("its own first wait").isEmpty();
        tables.setClockAhead("31 seconds");
        assertThat(claim(10).leased()).hasSize(1);
    }

    @Test
    void aClaimThatIsJustPuttingItOffDoesNotLoseTheWaking() throws Exception {
        tables.insert(List.of(inLine(RED, RECORD, 1), inLine(RED, RECORD, 2)));
        LeasedDelivery first = claim(10).leased().get(0);
        tables.script("UPDATE delivery SET due_at = headrace_now(), blocked = NULL WHERE sequence = 2");
        SqlConnection claiming = await(tables.pool().getConnection());
        await(claiming.query("BEGIN; SET LOCAL idle_in_transaction_session_timeout = '1min';"
                        + " UPDATE delivery SET due_at = headrace_now() + interval '1 minute', blocked = true"
                        + " WHERE sequence = 2")
                .execute());

        var ending = CompletableFuture.runAsync(() -> end(first, DeliveryState.DELIVERED));
        awaitOneThatWaitsForALock();
        await(claiming.query("COMMIT").execute());
        await(claiming.close());
        ending.get();

        assertThat(claim(10).leased()).extracting(LeasedDelivery::sequence).containsExactly(2L);
    }

    @Test
    void aLeaseThatRanOutKeepsItsPlace() {
        tables.insert(List.of(inLine(RED, RECORD, 1), inLine(RED, RECORD, 2)));
        claim(10);
        tables.setClockAhead("31 seconds");
        await(leases.freeExpired(List.of()));

        assertThat(claim(10).leased()).extracting(LeasedDelivery::sequence).containsExactly(1L);
    }

    @Test
    void whatIsHeldOrCancelledIsInTheWayOrNot() {
        tables.insert(List.of(inLine(RED, RECORD, 1), inLine(RED, RECORD, 2)));
        tables.script("UPDATE delivery SET state = 'held' WHERE sequence = 1");
        assertThat(claim(10).leased()).isEmpty();

        tables.script("UPDATE delivery SET state = 'cancelled' WHERE sequence = 1");
        tables.setClockAhead("1 second");
        assertThat(claim(10).leased()).extracting(LeasedDelivery::sequence).containsExactly(2L);
    }

    @Test
    void manyInLineAreNotLookedAtInEachClaim() {
        tables.insert(LongStream.rangeClosed(1, 200)
                .mapToObj(sequence -> inLine(RED, RECORD, sequence))
                .toList());

        claim(200);
        tables.setClockAhead("5 seconds");

        assertThat(claim(200).postponed()).isBetween(1, 10);
    }

    private void awaitOneThatWaitsForALock() {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (tables.texts("SELECT 'x' FROM pg_locks WHERE NOT granted").isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private ClaimedDeliveries claim(int limit) {
        return await(leases.claim(aRequest("one", limit, 1_000, Map.of())));
    }

    private void end(LeasedDelivery leased, DeliveryState next) {
        end(leased, next, Duration.ZERO);
    }

    private void end(LeasedDelivery leased, DeliveryState next, Duration retryWait) {
        EndedAttempt ended = new EndedAttempt(leased, 0, 1, AttemptTimings.NONE, null, null, next, retryWait);
        assertThat(await(attempts.record(List.of(ended), 1))).containsExactly(leased.leaseId());
    }

    private static PlannedDelivery inLine(UUID subscriptionId, UUID recordId, long sequence) {
        return planned(subscriptionId, recordId, sequence, true);
    }

    private static PlannedDelivery planned(UUID subscriptionId, UUID recordId, long sequence, boolean ordered) {
        PlannedDelivery callback = aDelivery("shop.example");
        StoredEvent event = callback.event();
        StoredEvent ofRecord = new StoredEvent(
                event.id(),
                event.type(),
                event.ownerId(),
                event.endpointId(),
                event.environment(),
                recordId,
                event.requestId(),
                null,
                sequence,
                event.body());
        return new PlannedDelivery(
                Ids.create(),
                ofRecord,
                subscriptionId,
                callback.targetUrl(),
                null,
                null,
                Duration.ZERO,
                ordered,
                false);
    }
}
