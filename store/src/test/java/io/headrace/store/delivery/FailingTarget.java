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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A subscription whose target fails, another one whose target does not, and what is done with their deliveries. */
abstract class FailingTarget {
    static final UUID ENDPOINT = new UUID(7, 2);
    static final UUID SUBSCRIPTION = new UUID(7, 4);
    static final UUID OTHER = new UUID(7, 5);
    static final String URL = "https://shop.example:443/hook";
    static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    final DeliveryStore deliveries = new DeliveryStore(tables.pool());
    final LeaseStore leases = new LeaseStore(tables.pool());
    final AttemptStore attempts = new AttemptStore(tables.pool());
    final HealthStore health = new HealthStore(tables.pool());
    final HoldStore holds = new HoldStore(tables.pool());
    final ReleaseStore releases = new ReleaseStore(tables.pool());
    final CancellationStore cancellations = new CancellationStore(tables.pool());

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

    boolean recovered() {
        return tables.texts("SELECT recovered::text FROM subscription_state").contains("true");
    }

    void hold() {
        assertThat(await(health.hold(fail(URL, new UUID(8, 99)), MINUTE))).isTrue();
    }

    TargetHealth fail(String url, UUID... deliveryIds) {
        List<TargetHealth> known = await(health.failed(List.of(failures(url, deliveryIds)), 10));
        assertThat(known).hasSize(1);
        return known.get(0);
    }

    static TargetFailures failures(String url, UUID... deliveryIds) {
        return new TargetFailures(
                SUBSCRIPTION, url, Set.of(deliveryIds), deliveryIds.length, AttemptFailure.STATUS, 503);
    }

    boolean step(int limit) {
        return await(releases.step((since, recovered) -> limit));
    }

    void end(LeasedDelivery leased, DeliveryState next) {
        EndedAttempt ended =
                new EndedAttempt(leased, 0, 1, AttemptTimings.NONE, AttemptFailure.STATUS, null, next, Duration.ZERO);
        assertThat(await(attempts.record(List.of(ended), 1))).containsExactly(leased.leaseId());
    }

    List<LeasedDelivery> claim() {
        return await(leases.claim(aRequest("one", 100, 100, Map.of()))).leased();
    }

    String open() {
        return tables.texts("SELECT count(*) FILTER (WHERE state = 'pending') || ' ' || count(*) FILTER (WHERE state ="
                        + " 'held') FROM delivery")
                .get(0);
    }

    String phase() {
        return tables.texts("SELECT phase FROM subscription_state").get(0);
    }

    List<String> states() {
        return tables.texts("SELECT CASE WHEN subscription_id IS NULL THEN 'callback ' ELSE '' END || state"
                + " FROM delivery ORDER BY subscription_id IS NULL, event_id");
    }

    PlannedDelivery planned(int sequence) {
        return planned(SUBSCRIPTION, sequence, false, sequence);
    }

    static PlannedDelivery toOther(int sequence) {
        return planned(OTHER, sequence, false, sequence);
    }

    static PlannedDelivery inLine(int place, long sequence) {
        return planned(SUBSCRIPTION, place, true, sequence);
    }

    /** Ids in the order of their places. */
    static PlannedDelivery planned(UUID subscriptionId, int place, boolean ordered, long sequence) {
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
