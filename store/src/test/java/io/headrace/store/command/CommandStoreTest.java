package io.headrace.store.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.contracts.OperationState;
import io.headrace.contracts.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor's statements on real PostgreSQL, planned as its own connections plan them. */
final class CommandStoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final String TOPIC = "topic";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    static Path folder;

    private static Backends backends;
    private static Pool pool;

    private final CommandStore store = new CommandStore(pool);
    private final RecordKey key = new RecordKey(Environment.LIVE, Ids.create());
    private final UUID operation = Ids.create();

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
                        .addProperty("enable_seqscan", "off")
                        .setCachePreparedStatements(true),
                new PoolOptions().setMaxSize(4)));
        script(resource("/db/migration/V1__record_path.sql"));
    }

    @AfterAll
    static void stopPostgres() {
        await(pool.close());
        await(Uni.createFrom().completionStage(VERTX.close().toCompletionStage()));
        backends.close();
    }

    @BeforeEach
    void forgetEverything() {
        script("TRUNCATE record, operation, partition_position");
        await(store.open(TOPIC, 0, 10));
    }

    @Test
    void what_is_written_is_seen_by_the_next() {
        apply(created(1, "{\"a\":1}"), 10, 11);
        Snapshot snapshot = look(operation);

        assertThat(snapshot.nextOffsets()).isEqualTo(Map.of(0, 11L));
        assertThat(snapshot.heads()).isEqualTo(Map.of(key, head(1, false)));
        assertThat(snapshot.operations())
                .isEqualTo(Map.of(
                        operation, new KnownOperation(operation, OperationState.REJECTED, reason(), null, NOW, 10)));
        assertThat(snapshot.now())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void a_batch_without_anything_known_still_has_a_time() {
        Snapshot snapshot = look(Ids.create());

        assertThat(snapshot.operations()).isEmpty();
        assertThat(snapshot.heads()).isEmpty();
        assertThat(snapshot.now()).isAfter(Instant.EPOCH);
    }

    @Test
    void a_changed_record_takes_the_place_of_what_was_there() {
        apply(created(1, "{\"a\":1}"), 10, 11);

        await(store.transaction(
                TOPIC,
                transaction -> transaction.write(new Changes(List.of(), List.of(), created(2, null), List.of()))));

        assertThat(look(operation).heads()).isEqualTo(Map.of(key, head(2, true)));
        assertThat(count("SELECT count(*) FROM record WHERE data IS NULL AND deleted_at = updated_at"))
                .isOne();
    }

    /** A day long gone, a clock far ahead, and ids that are no time-ordered ones at all: nothing falls between days. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "01800000-0000-7000-8000-000000000000",
                "01ffffff-0000-7000-8000-000000000000",
                "7fffffff-ffff-ffff-7fff-ffffffffffff",
                "80000000-0000-4000-8000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff"
            })
    void an_operation_is_known_whatever_its_id(UUID id) {
        log(id);
        log(operation);

        assertThat(look(id).operations()).containsOnlyKeys(id);
        assertThat(look(id, operation).operations()).containsOnlyKeys(id, operation);
        assertThat(look(id, operation, Ids.create()).operations()).containsOnlyKeys(id, operation);
    }

    @Test
    void a_position_that_does_not_stand_where_it_should_is_not_moved_and_nothing_is_written() {
        assertThatThrownBy(() -> apply(created(1, "{}"), 9, 11)).isInstanceOf(PositionConflict.class);

        assertThat(count("SELECT count(*) FROM record")).isZero();
        assertThat(look(operation).nextOffsets()).isEqualTo(Map.of(0, 10L));
    }

    @Test
    void a_record_that_somebody_else_made_meanwhile_is_told_from_what_cannot_be_stored() {
        apply(created(1, "{\"a\":1}"), 10, 11);

        Throwable collision = catchThrowable(() -> apply(created(1, "{\"a\":2}"), 11, 12));

        assertThat(StoreFailure.isCollision(collision)).isTrue();
        assertThat(StoreFailure.isCollision(catchThrowable(() -> apply(created(1, "{"), 11, 12))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {Statements.HEADS, Statements.OPERATIONS})
    void a_plan_made_while_the_tables_were_empty_walks_their_indexes(String statement) {
        String plan =
                text(await(pool.query("EXPLAIN (GENERIC_PLAN) " + statement).execute()));

        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
    }

    private void apply(List<RecordRow> records, long from, long to) {
        Changes changes = new Changes(
                List.of(new Changes.Advance(0, from, to)), records, List.of(), List.of(operation(operation)));
        await(store.transaction(TOPIC, transaction -> transaction.write(changes)));
    }

    private void log(UUID id) {
        Changes changes = new Changes(List.of(), List.of(), List.of(), List.of(operation(id)));
        await(store.transaction(TOPIC, transaction -> transaction.write(changes)));
    }

    private Snapshot look(UUID... operations) {
        return await(store.transaction(
                TOPIC, transaction -> transaction.lockAndRead(Set.of(0), Set.of(key), Set.of(operations))));
    }

    private List<RecordRow> created(long version, String data) {
        return List.of(new RecordRow(head(version, data == null), data, NOW, new Position(0, 10)));
    }

    private RecordHead head(long version, boolean deleted) {
        return new RecordHead(key, new UUID(7, 1), new UUID(7, 2), version, NOW, deleted);
    }

    private static OperationRow operation(UUID id) {
        return new OperationRow(id, null, OperationState.REJECTED, reason(), null, NOW, new Position(0, 10));
    }

    private static Rejection reason() {
        return new Rejection(ErrorCode.NOT_FOUND, "The record does not exist");
    }

    private static long count(String sql) {
        return await(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    private static String text(Iterable<Row> rows) {
        return String.join(
                "\n",
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }

    private static void script(String sql) {
        await(pool.query(sql).execute());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = CommandStoreTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
