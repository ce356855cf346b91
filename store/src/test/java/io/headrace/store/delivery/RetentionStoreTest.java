package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Ids;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetentionStoreTest {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM event) || ' ' || (SELECT count(*) FROM delivery) || ' '
                || (SELECT count(*) FROM attempt)""";

    @RegisterExtension
    static final DeliveryTables tables = new DeliveryTables();

    private final RetentionStore store = new RetentionStore(tables.pool());
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @BeforeEach
    void noOldDays() {
        tables.script(
                "SELECT headrace_drop_day(parent, day) FROM unnest(ARRAY ['event', 'delivery', 'attempt']) AS parent,"
                        + " headrace_days_before(parent, '" + today.minusDays(1) + "') AS day;"
                        + "DELETE FROM replay_job; DELETE FROM subscription_state");
    }

    @Test
    void aDayThatIsPastItsTimeGoesWithAllThatIsInIt() {
        aDayWith(31, "delivered");
        aDayWith(30, "exhausted");

        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(31));

        assertThat(await(store.dropDay(KEPT))).isEmpty();
        assertThat(tables.texts(COUNTS)).containsExactly("1 1 1");
        assertThat(tables.texts("SELECT relname::text FROM pg_class WHERE relname LIKE '%" + name(31) + "%'"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "waiting", "sending", "held"})
    void aDayOfWhichADeliveryIsOpenStaysUntilItRestsAndHoldsNoOtherUp(String open) {
        aDayWith(40, open);
        aDayWith(35, "cancelled");

        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(35));
        assertThat(await(store.dropDay(KEPT))).isEmpty();
        assertThat(tables.texts(COUNTS)).containsExactly("1 1 1");
        tables.script("UPDATE delivery SET state = 'delivered'");

        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(40));
        assertThat(tables.texts(COUNTS)).containsExactly("0 0 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "waiting", "held"})
    void whatIsStillOpenOfADayThatIsPastItsTimeIsGivenUp(String open) {
        aDayWith(31, open);
        aDayWith(30, open);

        assertThat(await(store.giveUp(KEPT, 1_000))).isEqualTo(1);
        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(31));

        assertThat(await(store.giveUp(KEPT, 1_000))).isZero();
        assertThat(tables.texts("SELECT state FROM delivery")).containsExactly(open);
    }

    @Test
    void aDayWhoseTablesAreBusyIsLeftForLaterAndHoldsNobodyUp() {
        aDayWith(31, "delivered");
        SqlConnection reader = await(tables.pool().getConnection());
        await(reader.query("BEGIN").execute());
        await(reader.query("SELECT count(*) FROM delivery").execute());

        Instant asked = Instant.now();
        Optional<LocalDate> dropped = await(store.dropDay(KEPT));

        assertThat(dropped).isEmpty();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(tables.texts(COUNTS)).containsExactly("1 1 1");
        await(reader.query("COMMIT").execute());
        await(reader.close());
        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(31));
    }

    @Test
    void onlyOneInstanceDropsAtATime() {
        aDayWith(31, "delivered");
        SqlConnection other = await(tables.pool().getConnection());
        await(other.query("SELECT pg_advisory_lock(hashtext('headrace_days_delivery'))")
                .execute());

        assertThat(await(store.dropDay(KEPT))).isEmpty();

        await(other.query("SELECT pg_advisory_unlock_all()").execute());
        await(other.close());
        assertThat(await(store.dropDay(KEPT))).contains(today.minusDays(31));
    }

    @Test
    void whatIsInNoDayGoesRowByRowUnlessItIsOpen() {
        for (int i = 0; i < 5; i++) {
            aDelivery(today.minusDays(50), "delivered", "of no day " + i);
        }
        aDelivery(today.minusDays(50), "waiting", "open");
        assertThat(tables.texts("SELECT DISTINCT tableoid::regclass::text FROM event"))
                .containsExactly("event_default");

        assertThat(await(store.prune(KEPT, 2))).isEqualTo(6);

        assertThat(tables.texts(COUNTS)).containsExactly("4 4 4");
        await(store.prune(KEPT, 100));
        assertThat(tables.texts(COUNTS)).containsExactly("1 1 1");
        tables.script("UPDATE delivery SET state = 'exhausted'");
        await(store.prune(KEPT, 100));
        assertThat(tables.texts(COUNTS)).containsExactly("0 0 0");
    }

    @Test
    void jobsThatAreOverAndStatesOfSubscriptionsThatAreGoneAreForgotten() {
        for (String finished : new String[] {"NULL", "now()", "now() - interval '31 days'"}) {
            tables.script("INSERT INTO replay_job (id, owner_id, states, replayed, state, created_at, finished_at)"
                    + " SELECT gen_random_uuid(), gen_random_uuid(), '{exhausted}', 0,"
                    + " CASE WHEN f IS NULL THEN 'running' ELSE 'finished' END, now() - interval '40 days', f"
                    + " FROM (SELECT (" + finished + ")::timestamptz AS f) AS job");
        }
        tables.script("INSERT INTO subscription_state (subscription_id, disabled_at, disabled_reason)"
                + " VALUES (gen_random_uuid(), now(), 'gone')");

        assertThat(await(store.prune(KEPT, 100))).isEqualTo(2);

        assertThat(tables.texts("SELECT state FROM replay_job ORDER BY state")).containsExactly("finished", "running");
        assertThat(tables.texts("SELECT disabled_reason FROM subscription_state"))
                .isEmpty();
    }

    private void aDayWith(int daysAgo, String state) {
        LocalDate day = today.minusDays(daysAgo);
        tables.script("SELECT headrace_ensure_partitions(parent, '" + day
                + "', 1) FROM unnest(ARRAY ['event', 'delivery', 'attempt']) AS parent");
        aDelivery(day, state, "one");
    }

    private String name(int daysAgo) {
        return today.minusDays(daysAgo).toString().replace("-", "");
    }

    private static void aDelivery(LocalDate day, String state, String name) {
        UUID event = Ids.derive(day.atTime(12, 0).toInstant(ZoneOffset.UTC), name);
        UUID delivery = Ids.derive(event, "callback");
        tables.script("""
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body, created_at)
                VALUES ('%1$s', 'record.created', '%1$s', '%1$s', 'live', '%1$s', '', '', now());
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, target_url, state, attempts, due_at,
                                      created_at)
                VALUES ('%2$s', '%1$s', '%1$s', '%1$s', '%1$s', '', '%3$s', 1, now(), now());
                INSERT INTO attempt (delivery_id, number, started_at, duration_ms) VALUES ('%2$s', 1, now(), 1)""".formatted(event, delivery, state));
    }
}
