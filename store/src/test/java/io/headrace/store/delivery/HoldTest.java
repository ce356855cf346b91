package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.aDelivery;
import static io.headrace.store.delivery.DeliveryTables.aRequest;
import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of the deliveries of a subscription whose target fails, step by step, on real PostgreSQL. */
final class HoldTest {
    private static final UUID ENDPOINT = new UUID(7, 2);
    private static final UUID SUBSCRIPTION = new UUID(7, 4);
    private static final UUID OTHER = new UUID(7, 5);
    private static final String URL = "https://shop.example:443/hook";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final DeliveryStore deliveries = new DeliveryStore(tables.pool());
    private final LeaseStore leases = new LeaseStore(tables.pool());
    private final AttemptStore attempts = new AttemptStore(tables.pool());
    private final HealthStore health = new HealthStore(tables.pool());
    private final HoldStore holds = new HoldStore(tables.pool());
    private final ReleaseStore releases = new ReleaseStore(tables.pool());
    private final CancellationStore cancellations = new CancellationStore(tables.pool());

    @BeforeEach
    void subscribe() {
        tables.script("TRUNCATE subscription_state, subscription, collaborator, api_key, endpoint CASCADE");
        tables.script("INSERT INTO owner (id, account, name, password_hash, role, created_at) VALUES ('"
                + DeliveryTables.OWNER + "', 'a', '', '', 'owner', now()) ON CONFLICT DO NOTHING");
        tables.script("INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret,"
                + " created_at, updated_at) VALUES ('" + ENDPOINT + "', '" + DeliveryTables.OWNER
                + "', 'a', '', '{}', 1, true, 's', now(), now())");
        for (UUID id : List.of(SUBSCRIPTION, OTHER)) {
            tables.script("INSERT INTO subscription (id, owner_id, endpoint_id, environment, url, target_url,"
                    + " header_names, sealed_secret, active, enabled_at, created_at, updated_at) VALUES ('" + id
                    + "', '" + DeliveryTables.OWNER + "', '" + ENDPOINT + "', 'live', '', '" + URL
                    + "', '{}', 'x', true, headrace_now(), now(), now())");
        }
    }

    @Test
    void differentDeliveriesAreCountedOnceAndAttemptsEachTime() {
        UUID one = new UUID(8, 1);
        UUID two = new UUID(8, 2);

        fail(URL, one);
        tables.setClockAhead("1 minute");
        fail(URL, one, two);
        TargetHealth known = fail(URL, two);

        assertThat(known.attempts()).isEqualTo(4);
        assertThat(known.deliveries()).isEqualTo(2);
        assertThat(known.failing()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(90));
        assertThat(known.isHeld()).isFalse();
        assertThat(known.isUntriedRelease()).isFalse();
    }

    @Test
    void noMoreDifferentDeliveriesAreRememberedThanItTakes() {
        UUID[] ids = IntStream.range(0, 30).mapToObj(i -> new UUID(8, i)).toArray(UUID[]::new);

        assertThat(fail(URL, ids).attempts()).isEqualTo(30);
        assertThat(fail(URL, ids).deliveries()).isEqualTo(10);
    }

    @Test
    void aSuccessAnotherUrlAndAnActivationBeginAnew() {
        fail(URL, new UUID(8, 1));
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        assertThat(fail(URL, new UUID(8, 2)).attempts()).isEqualTo(1);

        tables.script("UPDATE subscription SET target_url = 'https://other.example:443/'");
        assertThat(await(health.failed(List.of(failures(URL, new UUID(8, 3))), 10)))
                .as("late, of the url before")
                .isEmpty();
        assertThat(fail("https://other.example:443/", new UUID(8, 4)).attempts())
                .isEqualTo(1);

        tables.setClockAhead("1 minute");
        tables.script("UPDATE subscription SET enabled_at = headrace_now()");
        tables.setClockAhead("2 minutes");
        assertThat(fail("https://other.example:443/", new UUID(8, 5)).attempts())
                .isEqualTo(1);
    }

    @Test
    void aHoldIsOnlyForWhatItWasDecidedOn() {
        for (String changed : List.of(
                "UPDATE subscription SET target_url = 'https://other.example:443/'",
                "UPDATE subscription SET enabled_at = headrace_now() + interval '1 second'",
                "UPDATE subscription SET active = false, stopped_at = headrace_now()",
                "UPDATE subscription_state SET failing_since = NULL",
                "UPDATE subscription_state SET failing_since = failing_since + interval '1 second'")) {
            subscribe();
            TargetHealth known = fail(URL, new UUID(8, 1));
            tables.script(changed);

            assertThat(await(health.hold(known, MINUTE))).as(changed).isFalse();
        }
        subscribe();
        TargetHealth known = fail(URL, new UUID(8, 1));
        assertThat(await(health.hold(known, MINUTE))).isTrue();
        assertThat(await(health.hold(known, MINUTE))).as("twice").isFalse();
    }

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
        assertThat(claim().get(0).number()).isEqualTo(2);
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
    void whatIsReleasedIsSentInOrderSoManyASecondAndNewOnesBehindIt() {
        tables.insert(IntStream.rangeClosed(1, 25).mapToObj(this::planned).toList());
        hold();
        await(holds.holdWaiting());
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.insert(List.of(planned(26)));

        assertThat(step(10)).isTrue();
        assertThat(step(10)).as("within the second").isFalse();
        assertThat(open()).isEqualTo("10 16");
        tables.setClockAhead("1.1 seconds");
        step(10);
        assertThat(open()).as("the target has taken none yet").isEqualTo("10 16");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .startsWith(1L, 2L, 3L)
                .hasSize(10);
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.setClockAhead("2.2 seconds");
        step(10);
        tables.setClockAhead("3.3 seconds");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .startsWith(11L, 12L)
                .hasSize(10);
        tables.insert(List.of(planned(27)));
        step(10);
        assertThat(phase()).isEqualTo("drained");
        tables.insert(List.of(planned(28)));
        tables.setClockAhead("5 seconds");
        assertThat(claim())
                .extracting(LeasedDelivery::sequence)
                .containsExactlyInAnyOrder(21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L);
        tables.setClockAhead("64 seconds");
        step(10);
        assertThat(phase()).isNull();
    }

    @Test
    void whatIsReleasedIsATrialUntilOneSucceeds() {
        tables.insert(List.of(planned(1), planned(2)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);
        step(1);
        LeasedDelivery first = claim().get(0);
        assertThat(first.isTrial()).isTrue();
        end(first, DeliveryState.HELD);
        TargetHealth known = fail(URL, first.id());
        assertThat(known.isUntriedRelease()).isTrue();

        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.setClockAhead("2 seconds");
        step(1);

        assertThat(claim().get(0).isTrial()).isFalse();
        assertThat(fail(URL, first.id()).isUntriedRelease()).isFalse();
    }

    @Test
    void aReleaseRecoversAtAnotherUrlToo() {
        String other = "https://other.example:443/";
        tables.insert(List.of(planned(1)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription SET target_url = '" + other + "'");
        await(releases.endHolds());

        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        assertThat(recovered()).as("late, of the url before").isFalse();
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, other))));

        assertThat(recovered()).isTrue();
    }

    @Test
    void beforeASuccessWhatIsUnderWayTakesRoomToo() {
        tables.insert(List.of(planned(1), planned(2)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);
        step(1);
        assertThat(claim()).hasSize(1);

        tables.setClockAhead("1.1 seconds");
        step(1);
        assertThat(claim()).as("the first is not over").isEmpty();

        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        tables.setClockAhead("2.2 seconds");
        step(1);
        assertThat(claim()).hasSize(1);
    }

    @Test
    void whatWaitsInALineTakesNoRoomInARelease() {
        tables.insert(IntStream.rangeClosed(1, 4)
                .mapToObj(i -> i < 4 ? inLine(i, i) : planned(i))
                .toList());
        hold();
        await(holds.holdWaiting());
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        step(3);
        tables.setClockAhead("1.1 seconds");
        assertThat(claim()).extracting(LeasedDelivery::sequence).containsExactly(1L);

        step(3);
        tables.setClockAhead("2.2 seconds");

        assertThat(claim()).extracting(LeasedDelivery::sequence).containsExactly(4L);
    }

    @Test
    void aReleaseSendsNothingBeforeItIsDue() {
        tables.insert(List.of(planned(1)));
        hold();
        await(holds.holdWaiting());
        tables.script("UPDATE delivery SET due_at = headrace_now() + interval '1 hour'");
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));

        step(10);
        tables.setClockAhead("59 minutes");
        assertThat(claim()).isEmpty();
        tables.setClockAhead("61 minutes");

        assertThat(claim()).hasSize(1);
    }

    @Test
    void whatWasPutOffBeforeItWasHeldIsNotPutOffAnyMore() {
        tables.insert(List.of(inLine(1, 1), inLine(2, 2), inLine(3, 3)));
        LeasedDelivery first = claim().get(0);
        tables.script("UPDATE delivery SET due_at = headrace_now() + interval '1 minute' WHERE blocked");
        hold();
        await(holds.holdWaiting());
        end(first, DeliveryState.EXHAUSTED);
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));

        step(10);
        tables.setClockAhead("1.1 seconds");

        assertThat(claim()).extracting(LeasedDelivery::sequence).containsExactly(2L);
    }

    private boolean recovered() {
        return tables.texts("SELECT recovered::text FROM subscription_state").contains("true");
    }

    @Test
    void aRelapseKeepsTheProbesApart() {
        tables.insert(List.of(planned(1)));
        hold();
        tables.script("UPDATE subscription_state SET probes = 4");
        tables.script("UPDATE subscription_state SET " + ReleaseStore.RELEASED);

        TargetHealth known = fail(URL, new UUID(8, 1));
        assertThat(known.probes()).isEqualTo(4);
        assertThat(await(health.hold(known, MINUTE))).isTrue();

        assertThat(tables.texts("SELECT phase || ' ' || probes FROM subscription_state"))
                .containsExactly("held 4");
    }

    @Test
    void aHoldEndsWhenThereIsAReasonThatNobodyLivedToTell() {
        for (String reason : List.of(
                "UPDATE subscription SET target_url = 'https://other.example:443/'",
                "UPDATE subscription SET enabled_at = headrace_now() + interval '1 second'",
                "UPDATE subscription SET active = false, stopped_at = headrace_now()",
                "DELETE FROM subscription",
                "UPDATE delivery SET state = 'delivered'")) {
            tables.script("TRUNCATE delivery, event");
            subscribe();
            tables.insert(List.of(planned(1)));
            hold();
            await(holds.holdWaiting());
            tables.setClockAhead("61 seconds");
            await(holds.probe(probes -> MINUTE));
            assertThat(await(releases.endHolds())).isZero();
            tables.script(reason);

            assertThat(await(releases.endHolds())).as(reason).isEqualTo(1);
            assertThat(phase()).isEqualTo("releasing");
            tables.setClockAhead("0");
        }
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
    void whatIsHeldForNobodyIsFound() {
        tables.insert(List.of(planned(1), toOther(2), toOther(3)));
        tables.script("UPDATE delivery SET state = 'held'");
        hold();

        assertThat(await(releases.findForgotten())).isEqualTo(1);
        assertThat(await(releases.findForgotten())).isZero();
        step(10);

        assertThat(states()).containsExactly("held", "pending", "pending");
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

    private void hold() {
        assertThat(await(health.hold(fail(URL, new UUID(8, 99)), MINUTE))).isTrue();
    }

    private TargetHealth fail(String url, UUID... deliveryIds) {
        List<TargetHealth> known = await(health.failed(List.of(failures(url, deliveryIds)), 10));
        assertThat(known).hasSize(1);
        return known.get(0);
    }

    private static TargetFailures failures(String url, UUID... deliveryIds) {
        return new TargetFailures(
                SUBSCRIPTION, url, Set.of(deliveryIds), deliveryIds.length, AttemptFailure.STATUS, 503);
    }

    private boolean step(int limit) {
        return await(releases.step((since, recovered) -> limit));
    }

    private void end(LeasedDelivery leased, DeliveryState next) {
        EndedAttempt ended =
                new EndedAttempt(leased, 0, 1, AttemptTimings.NONE, AttemptFailure.STATUS, null, next, Duration.ZERO);
        assertThat(await(attempts.record(List.of(ended), 1))).containsExactly(leased.leaseId());
    }

    private List<LeasedDelivery> claim() {
        return await(leases.claim(aRequest("one", 100, 100, Map.of()))).leased();
    }

    private String open() {
        return tables.texts("SELECT count(*) FILTER (WHERE state = 'pending') || ' ' || count(*) FILTER (WHERE state ="
                        + " 'held') FROM delivery")
                .get(0);
    }

    private String phase() {
        return tables.texts("SELECT phase FROM subscription_state").get(0);
    }

    private List<String> states() {
        return tables.texts("SELECT CASE WHEN subscription_id IS NULL THEN 'callback ' ELSE '' END || state"
                + " FROM delivery ORDER BY subscription_id IS NULL, event_id");
    }

    private PlannedDelivery planned(int sequence) {
        return planned(SUBSCRIPTION, sequence, false, sequence);
    }

    private static PlannedDelivery toOther(int sequence) {
        return planned(OTHER, sequence, false, sequence);
    }

    private static PlannedDelivery inLine(int place, long sequence) {
        return planned(SUBSCRIPTION, place, true, sequence);
    }

    /** Ids in the order of their places. */
    private static PlannedDelivery planned(UUID subscriptionId, int place, boolean ordered, long sequence) {
        PlannedDelivery callback = aDelivery("shop.example");
        StoredEvent event = callback.event();
        UUID id = new UUID(Ids.create().getMostSignificantBits() >>> 16 << 16 | 0x7000 | place, 1);
        StoredEvent ofRecord = new StoredEvent(
                id,
                event.type(),
                event.ownerId(),
                event.endpointId(),
                event.environment(),
                event.recordId(),
                event.requestId(),
                null,
                sequence,
                event.body());
        return new PlannedDelivery(id, ofRecord, subscriptionId, URL, null, null, Duration.ZERO, ordered, false);
    }
}
