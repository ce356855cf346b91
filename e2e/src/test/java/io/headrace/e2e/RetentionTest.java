package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.contracts.Ids;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is past its time is gone, for whoever asks; what is open is not. */
class RetentionTest {
    private static final String PATH = "/api/v1/deliveries";

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();

    @Test
    void a_day_past_its_time_goes_with_what_still_waits_in_it() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(40);
        UUID event = Ids.derive(day.atTime(12, 0).toInstant(ZoneOffset.UTC), "an old one");
        String id = Ids.format(Ids.DELIVERY, Ids.derive(event, "callback"));
        aDeliveryInAnAttempt(day, event);

        assertThat(owner.get(PATH + "/" + id).status()).isEqualTo(200);
        assertThat(found(event)).isEqualTo(1);
        assertThat(owner.post(PATH + "/" + id + "/replay", "").code()).isEqualTo(42201);

        system.execute("UPDATE delivery SET state = 'waiting', lease_id = NULL, lease_holder = NULL,"
                + " leased_until = NULL WHERE event_id = '" + event + "'");

        await("the day is gone")
                .atMost(Duration.ofSeconds(120))
                .until(() -> owner.get(PATH + "/" + id).code() == 40401);
        assertThat(found(event)).isZero();
        assertThat(owner.post(PATH + "/" + id + "/replay", "").code()).isEqualTo(40401);
        assertThat(owner.post(
                                PATH + "/replay",
                                "{\"filter\":{\"to\":\"" + day.plusDays(1) + "T00:00:00Z\"},\"dryRun\":true}")
                        .json()
                        .at("/data/count")
                        .asInt())
                .isZero();
        assertThat(system.count("SELECT count(*) FROM pg_class WHERE relname ~ '^(event|delivery|attempt)_"
                        + day.toString().replace("-", "") + "'"))
                .isZero();
    }

    private int found(UUID event) {
        return owner.get(PATH + "?recordId=" + Ids.format(Ids.RECORD, event))
                .json()
                .at("/data/items")
                .size();
    }

    /** In one transaction: a day in which nothing is under way may be dropped at any moment. */
    private void aDeliveryInAnAttempt(LocalDate day, UUID event) {
        Map<String, Object> orders = system.query(
                        "SELECT e.id, owner_id FROM endpoint e JOIN owner o ON o.id = owner_id"
                                + " WHERE slug = 'orders' AND account = ?",
                        system.owner().account())
                .get(0);
        system.execute(
                """
                BEGIN;
                SELECT headrace_ensure_partitions(parent, '%1$s', 1)
                FROM unnest(ARRAY ['event', 'delivery', 'attempt']) AS parent;
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body, created_at)
                VALUES ('%2$s', 'record.created', '%3$s', '%4$s', 'test', '%2$s', 'req-old', '{}', now());
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, target_url, state, attempts, due_at,
                                      created_at, lease_id, lease_holder, leased_until)
                VALUES ('%5$s', '%2$s', '%3$s', '%4$s', '%2$s', 'http://127.0.0.1:9/', 'sending', 1,
                        headrace_now() + interval '100 days', now(), '%5$s', 'somebody',
                        headrace_now() + interval '100 days');
                INSERT INTO attempt (delivery_id, number, started_at, duration_ms) VALUES ('%5$s', 1, now(), 1);
                COMMIT""".formatted(day, event, orders.get("owner_id"), orders.get("id"), Ids.derive(event, "callback")));
    }
}
