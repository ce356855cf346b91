package io.headrace.store.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.store.tenant.Migrations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a deleted endpoint's records go, on real PostgreSQL, planned as the processor's connections plan. */
final class DeletedEndpointStoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofDays(8);
    private static final Instant STOPPED = Instant.now();
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static Backends backends;
    private static Pool pool;

    private final DeletedEndpointStore store = new DeletedEndpointStore(pool);
    private final UUID owner = UUID.randomUUID();
    private final UUID gone = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @BeforeAll
    static void startPostgres() throws IOException {
        backends = Backends.start(folder);
        DatabaseAddress database = backends.database();
        pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                VERTX,
                PgConnectOptions.fromUri(database.url())
                        .setUser(database.username())
                        .setPassword(database.password())
                        .addProperty("plan_cache_mode", "force_generic_plan")
                        .addProperty("enable_seqscan", "off"),
                new PoolOptions().setMaxSize(4)));
        Migrations.all().forEach(DeletedEndpointStoreTest::script);
    }

    @AfterAll
    static void stopPostgres() {
        await(pool.close());
        await(Uni.createFrom().completionStage(VERTX.close().toCompletionStage()));
        backends.close();
    }

    @BeforeEach
    void forgetEverything() {
        script("TRUNCATE record, deleted_endpoint");
        clockAhead("0 seconds");
    }

    @Test
    void records_and_tombstones_go_a_few_at_a_time_and_nobody_elses() {
        records(gone, 5, false);
        records(gone, 3, true);
        records(other, 4, false);
        records(other, 2, true);
        deleted(gone);

        assertThat(sweep(2)).isEqualTo(4);
        assertThat(sweep(2)).isEqualTo(3);
        assertThat(sweep(2)).isEqualTo(1);
        assertThat(sweep(2)).isZero();

        assertThat(count("record WHERE endpoint_id = '" + gone + "'")).isZero();
        assertThat(count("record WHERE endpoint_id = '" + other + "'")).isEqualTo(6);
    }

    @Test
    void another_owners_records_under_the_same_endpoint_stay() {
        records(gone, 1, false);
        script("INSERT INTO deleted_endpoint VALUES ('" + gone + "', gen_random_uuid(),"
                + " headrace_now(), headrace_now(), headrace_now())");

        assertThat(sweep(10)).isZero();
        assertThat(count("deleted_endpoint WHERE next_look_at > headrace_now()"))
                .as("looked at")
                .isEqualTo(1);
        assertThat(count("record")).isEqualTo(1);
    }

    @Test
    void what_comes_out_of_kafka_late_goes_too() {
        deleted(gone);
        assertThat(sweep(10)).isZero();
        records(gone, 1, false);

        assertThat(sweep(10)).as("it was looked at just now").isZero();
        clockAhead("2 seconds");
        assertThat(sweep(10)).isEqualTo(1);
    }

    @Test
    void an_endpoint_is_forgotten_when_nothing_can_come_any_more() {
        deleted(gone);
        clockAhead("7 days");
        records(gone, 1, false);
        assertThat(sweep(10)).isEqualTo(1);

        clockAhead("14 days");
        assertThat(sweep(10)).isZero();
        assertThat(count("deleted_endpoint"))
                .as("seven days after the last find")
                .isEqualTo(1);
        clockAhead("16 days");
        assertThat(sweep(10)).isZero();
        assertThat(count("deleted_endpoint")).isZero();
    }

    @Test
    void a_record_that_a_command_is_at_work_on_holds_nobody_up() {
        records(gone, 2, false);
        deleted(gone);

        int removed = await(pool.withTransaction(busy ->
                busy.query("SELECT 1 FROM record LIMIT 1 FOR UPDATE").execute().chain(() -> store.sweep(10, QUIET))));

        assertThat(removed).isEqualTo(1);
        assertThat(sweep(10)).isEqualTo(1);
    }

    private int sweep(int atMost) {
        return await(store.sweep(atMost, QUIET));
    }

    private void deleted(UUID endpoint) {
        script("INSERT INTO deleted_endpoint VALUES ('" + endpoint + "', '" + owner
                + "', headrace_now(), headrace_now(), headrace_now())");
    }

    private void records(UUID endpoint, int count, boolean tombstones) {
        script("""
                INSERT INTO record (environment, id, owner_id, endpoint_id, version, data, created_at, updated_at,
                                    deleted_at, kafka_partition, kafka_offset)
                SELECT CASE n %% 2 WHEN 0 THEN 'test' ELSE 'live' END, gen_random_uuid(), '%s', '%s', 1, %s, now(), now(),
                       %s, 0, n
                FROM generate_series(1, %d) AS n""".formatted(owner, endpoint, tombstones ? "NULL" : "'{}'", tombstones ? "now()" : "NULL", count));
    }

    private static long count(String from) {
        return await(pool.query("SELECT count(*) AS n FROM " + from).execute())
                .iterator()
                .next()
                .getLong("n");
    }

    /** It stands still there, however long a test takes. */
    private static void clockAhead(String interval) {
        script("CREATE OR REPLACE FUNCTION headrace_now() RETURNS timestamptz LANGUAGE sql STABLE"
                + " RETURN timestamptz '" + STOPPED + "' + interval '" + interval + "'");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static void script(String sql) {
        await(pool.query(sql).execute());
    }
}
