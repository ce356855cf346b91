package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.aRequest;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The notifier's statements on real PostgreSQL, with a clock that the test moves. */
final class DeliveryStoreTest {

    private static final AttemptTimings TIMINGS = new AttemptTimings(1, null, 3, 4);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final DeliveryStore deliveries = new DeliveryStore(tables.pool());
    private final LeaseStore leases = new LeaseStore(tables.pool());
    private final AttemptStore attempts = new AttemptStore(tables.pool());

    @Test
    void plannedTwiceIsInsertedOnce() {
        List<PlannedDelivery> planned = List.of(aDelivery("a.example"), aDelivery("b.example"));

        assertThat(tables.insert(planned)).isEqualTo(2);
        assertThat(tables.insert(planned)).isZero();

        assertThat(tables.texts("SELECT state || ' ' || attempts FROM delivery"))
                .containsOnly("pending 0")
                .hasSize(2);
        assertThat(tables.texts("SELECT body FROM event")).hasSize(2);
    }

    @Test
    void aClaimCarriesWhatTheAttemptNeeds() {
        PlannedDelivery planned = aDelivery("a.example");
        tables.insert(List.of(planned));

        LeasedDelivery leased = only(claim("one"));

        assertThat(leased.id()).isEqualTo(planned.id());
        assertThat(leased.number()).isEqualTo(1);
        assertThat(leased.eventId()).isEqualTo(planned.event().id());
        assertThat(leased.body()).isEqualTo(planned.event().body());
        assertThat(leased.targetUrl()).isEqualTo("https://a.example:443/hook");
        assertThat(leased.destination()).isEqualTo("a.example:443");
        assertThat(leased.sealedSigningSecret()).isNull();
        assertThat(claim("two")).isEmpty();
    }

    @Test
    void twoInstancesNeverTakeTheSame() {
        tables.insert(IntStream.range(0, 200)
                .mapToObj(i -> aDelivery("h" + i % 50 + ".example"))
                .toList());

        List<Uni<List<LeasedDelivery>>> claims = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            claims.add(leases.claim(aRequest("instance-" + i, 40, 40, Map.of())).map(ClaimedDeliveries::leased));
        }
        List<UUID> taken = await(Uni.join().all(claims).andFailFast()).stream()
                .flatMap(List::stream)
                .map(LeasedDelivery::id)
                .toList();

        assertThat(taken).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void aFailedAttemptIsDueAMinuteAfterItEndedAndNotBefore() {
        tables.insert(List.of(aDelivery("a.example")));
        tables.stopClock();
        LeasedDelivery leased = only(claim("one"));

        Set<UUID> moved = record(leased, 500, AttemptFailure.STATUS, DeliveryState.WAITING, Duration.ofSeconds(60));

        assertThat(moved).containsExactly(leased.leaseId());
        tables.setClockAhead("59 seconds");
        assertThat(claim("one")).isEmpty();
        tables.setClockAhead("61 seconds");
        assertThat(only(claim("one")).number()).isEqualTo(2);
        assertThat(tables.texts(
                        "SELECT concat_ws(' ', number, status, failure, response_body, duration_ms) FROM attempt"))
                .containsExactly("1 500 status sorry 25");
    }

    @Test
    void theLogTellsThePhasesTheAnswerAndTheNextAttempt() {
        tables.insert(List.of(aDelivery("a.example"), aDelivery("b.example")));
        List<LeasedDelivery> leased = claim("one");

        record(leased.get(0), 500, AttemptFailure.STATUS, DeliveryState.WAITING, Duration.ofSeconds(60));
        record(leased.get(1), 0, AttemptFailure.DNS, DeliveryState.EXHAUSTED, Duration.ZERO);

        assertThat(tables.texts("""
                SELECT concat_ws(' ', failure, dns_ms, connect_ms, tls_ms, first_byte_ms, response_headers,
                                 next_attempt_at = due_at)
                FROM attempt JOIN delivery ON delivery_id = id""")).containsExactlyInAnyOrder("status 1 3 4 Server: x\n t", "dns 1 3 4");
    }

    @Test
    void aFailedAttemptThatCouldNotBeRecordedAtOnceIsDueNoLater() {
        tables.insert(List.of(aDelivery("a.example")));
        tables.stopClock();
        LeasedDelivery leased = only(claim("one"));
        EndedAttempt ended = new EndedAttempt(
                leased,
                0,
                25_000_000,
                AttemptTimings.NONE,
                AttemptFailure.STATUS,
                new EndedAttempt.Answer(500, "", ""),
                DeliveryState.WAITING,
                Duration.ofSeconds(60));

        await(attempts.record(List.of(ended), Duration.ofSeconds(40).toNanos()));

        tables.setClockAhead("18 seconds");
        assertThat(claim("one")).isEmpty();
        tables.setClockAhead("21 seconds");
        assertThat(only(claim("one")).number()).isEqualTo(2);
    }

    @Test
    void aFinalStateIsFinal() {
        tables.insert(List.of(aDelivery("a.example")));
        LeasedDelivery leased = only(claim("one"));

        record(leased, 204, null, DeliveryState.DELIVERED, Duration.ZERO);

        tables.setClockAhead("1 day");
        assertThat(claim("one")).isEmpty();
        assertThat(tables.texts("SELECT state || ' ' || attempts || ' ' || (finished_at IS NOT NULL) FROM delivery"))
                .containsExactly("delivered 1 true");
        assertThat(tables.texts("SELECT coalesce(failure, 'none') FROM attempt"))
                .containsExactly("none");
    }

    @Test
    void anOutcomeUnderALostLeaseDoesNotStopTheOneThatCounts() {
        tables.insert(List.of(aDelivery("a.example")));
        LeasedDelivery lost = only(claim("one"));
        tables.setClockAhead("31 seconds");
        await(leases.freeExpired(List.of()));
        LeasedDelivery held = only(claim("one"));

        Set<UUID> moved = await(attempts.record(List.of(delivered(lost, 500), delivered(held, 204)), 30_000_000));

        assertThat(moved).containsExactly(held.leaseId());
        assertThat(tables.texts("SELECT number || ' ' || status FROM attempt")).containsExactly("1 204");
    }

    private static EndedAttempt delivered(LeasedDelivery leased, int status) {
        return new EndedAttempt(
                leased,
                0,
                25_000_000,
                TIMINGS,
                null,
                new EndedAttempt.Answer(status, "", ""),
                DeliveryState.DELIVERED,
                Duration.ZERO);
    }

    @Test
    void anOutcomeUnderALostLeaseCountsForNothing() {
        tables.insert(List.of(aDelivery("a.example")));
        LeasedDelivery lost = only(claim("one"));
        tables.setClockAhead("31 seconds");
        await(leases.freeExpired(List.of()));
        LeasedDelivery held = only(claim("two"));

        Set<UUID> moved = record(lost, 200, null, DeliveryState.DELIVERED, Duration.ZERO);

        assertThat(moved).isEmpty();
        assertThat(held.number()).as("the interrupted attempt is made again").isEqualTo(1);
        assertThat(tables.texts("SELECT state || ' ' || lease_holder FROM delivery"))
                .containsExactly("sending two");
        assertThat(tables.texts("SELECT number::text FROM attempt")).isEmpty();
    }

    @Test
    void recordedTwiceIsRecordedOnce() {
        tables.insert(List.of(aDelivery("a.example")));
        LeasedDelivery leased = only(claim("one"));
        record(leased, 500, AttemptFailure.STATUS, DeliveryState.WAITING, Duration.ofSeconds(60));

        Set<UUID> moved = record(leased, 500, AttemptFailure.STATUS, DeliveryState.WAITING, Duration.ofSeconds(60));

        assertThat(moved).isEmpty();
        assertThat(tables.texts("SELECT number::text FROM attempt")).containsExactly("1");
    }

    @Test
    void anInstanceThatComesBackFreesItsOwnLeasesOnly() {
        tables.insert(List.of(aDelivery("a.example"), aDelivery("b.example")));
        List<LeasedDelivery> mine =
                await(leases.claim(aRequest("one", 1, 1, Map.of())).map(ClaimedDeliveries::leased));
        List<LeasedDelivery> others =
                await(leases.claim(aRequest("two", 1, 1, Map.of())).map(ClaimedDeliveries::leased));

        assertThat(await(leases.freeHeldBy("one"))).isEqualTo(1);

        assertThat(only(claim("one")).id()).isEqualTo(mine.get(0).id());
        assertThat(tables.texts("SELECT lease_id::text FROM delivery WHERE lease_holder = 'two'"))
                .containsExactly(others.get(0).leaseId().toString());
    }

    @Test
    void leasesThatTheirOwnHolderDoesNotKnowOfAreFreed() {
        tables.insert(List.of(aDelivery("a.example"), aDelivery("b.example"), aDelivery("c.example")));
        LeasedDelivery known =
                only(await(leases.claim(aRequest("one", 1, 1, Map.of())).map(ClaimedDeliveries::leased)));
        LeasedDelivery lost =
                only(await(leases.claim(aRequest("one", 1, 1, Map.of())).map(ClaimedDeliveries::leased)));
        LeasedDelivery others =
                only(await(leases.claim(aRequest("two", 1, 1, Map.of())).map(ClaimedDeliveries::leased)));

        assertThat(await(leases.freeUnknown("one", List.of(known.leaseId())))).isEqualTo(1);

        assertThat(only(claim("one")).id()).isEqualTo(lost.id());
        assertThat(tables.texts("SELECT lease_id::text FROM delivery WHERE state = 'sending'"))
                .contains(known.leaseId().toString(), others.leaseId().toString());
    }

    @Test
    void aFreedRetryKeepsItsDueTime() {
        tables.insert(List.of(aDelivery("a.example")));
        record(only(claim("one")), 500, AttemptFailure.STATUS, DeliveryState.WAITING, Duration.ofSeconds(60));
        String due = only(tables.texts("SELECT due_at::text FROM delivery"));
        tables.setClockAhead("61 seconds");
        claim("one");

        await(leases.freeHeldBy("one"));

        assertThat(tables.texts("SELECT state || ' ' || due_at FROM delivery")).containsExactly("waiting " + due);
    }

    @Test
    void aLeaseThatItsHolderKnowsOfIsNotTakenAway() {
        tables.insert(List.of(aDelivery("a.example"), aDelivery("b.example")));
        List<LeasedDelivery> leased = claim("one");
        tables.setClockAhead("31 seconds");

        int freed = await(leases.freeExpired(List.of(leased.get(0).leaseId())));

        assertThat(freed).isEqualTo(1);
        assertThat(tables.texts("SELECT id::text FROM delivery WHERE state = 'sending'"))
                .containsExactly(leased.get(0).id().toString());
    }

    @Test
    void partitionsAreMadeOnceAndTheBacklogIsMeasured() {
        DeliverySchemaStore schema = new DeliverySchemaStore(tables.pool());
        assertThat(await(schema.exists())).isTrue();
        assertThat(await(schema.ensurePartitions(12))).isPositive();
        assertThat(await(schema.ensurePartitions(12))).isZero();
        BacklogStore backlog = new BacklogStore(tables.pool());
        assertThat(await(backlog.measure())).isEqualTo(Backlog.NONE);
        tables.insert(List.of(aDelivery("a.example"), aDelivery("b.example")));
        await(leases.claim(aRequest("one", 1, 1, Map.of())).map(ClaimedDeliveries::leased));
        tables.setClockAhead("1 minute");

        Backlog measured = await(backlog.measure());

        assertThat(measured.open()).isEqualTo(2);
        assertThat(measured.oldestDue()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(80));
    }

    @Test
    void rowsFallIntoTheDayOfTheirEvent() {
        tables.insert(List.of(aDelivery("a.example")));
        record(only(claim("one")), 200, null, DeliveryState.DELIVERED, Duration.ZERO);

        Set<String> names = new HashSet<>(tables.texts("SELECT tableoid::regclass::text FROM event"
                + " UNION ALL SELECT tableoid::regclass::text FROM delivery"
                + " UNION ALL SELECT tableoid::regclass::text FROM attempt"));

        assertThat(names)
                .allMatch(name -> name.matches("(event|delivery|attempt)_[0-9]{8}"))
                .hasSize(3);
    }

    private List<LeasedDelivery> claim(String holder) {
        return await(leases.claim(aRequest(holder, 100, 100, Map.of())).map(ClaimedDeliveries::leased));
    }

    private Set<UUID> record(
            LeasedDelivery leased,
            int status,
            @Nullable AttemptFailure failure,
            DeliveryState next,
            Duration retryWait) {
        EndedAttempt.Answer answer = status == 0 ? null : new EndedAttempt.Answer(status, "Server: x\n", "sorry");
        EndedAttempt ended = new EndedAttempt(leased, 0, 25_000_000, TIMINGS, failure, answer, next, retryWait);
        return await(attempts.record(List.of(ended), 30_000_000));
    }

    private static <T> T only(List<T> items) {
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}
