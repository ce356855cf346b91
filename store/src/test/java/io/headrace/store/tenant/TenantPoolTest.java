package io.headrace.store.tenant;

import static io.headrace.store.tenant.FencedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The second fence on real PostgreSQL: SQL without any filter of its own sees and touches the rows of one owner. */
final class TenantPoolTest {
    private static final UUID ANNE = UUID.fromString("019a0000-0000-7000-8000-00000000000a");
    private static final UUID BERT = UUID.fromString("019a0000-0000-7000-8000-00000000000b");
    private static final String NOT_ALLOWED = "42501";

    @TempDir
    static Path folder;

    private static Backends backends;
    private static FencedDatabase database;

    @BeforeAll
    static void startPostgres() throws IOException {
        backends = Backends.start(folder);
        DatabaseAddress address = backends.database();
        database = new FencedDatabase(address, address.database(), address.username(), address.password());
        database.migrate();
    }

    @AfterAll
    static void stopPostgres() {
        database.close();
        backends.close();
    }

    @BeforeEach
    void fillTables() {
        // As a replica would: the audit trail has a trigger that refuses it.
        database.script("SET session_replication_role = replica; TRUNCATE owner, "
                + String.join(", ", TenantTables.names()) + " CASCADE; RESET session_replication_role");
        for (UUID owner : new UUID[] {ANNE, BERT}) {
            database.script("""
                    INSERT INTO owner (id, account, name, password_hash, role, created_at)
                    VALUES ('%s', '%s', '', '', 'owner', now())""".formatted(owner, owner));
            TenantTables.names().forEach(table -> database.script(TenantTables.firstRow(table, owner)));
        }
    }

    @Test
    void every_table_with_an_owner_is_behind_the_fence_or_says_why_not() {
        assertThat(database.texts("""
                        SELECT relname::text FROM pg_class c
                        WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = current_schema()::regnamespace
                          AND EXISTS (SELECT FROM pg_attribute
                                      WHERE attrelid = c.oid AND attname = 'owner_id' AND NOT attisdropped)
                          AND NOT (relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid))"""))
                .as("tables with a column owner_id and without a policy: its migration calls headrace_fence")
                .isSubsetOf(TenantTables.OPEN.keySet());
    }

    @Test
    void what_ingest_may_touch_is_behind_the_fence_or_says_why_not() {
        assertThat(database.texts("""
                        SELECT relname::text FROM pg_class
                        WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = current_schema()::regnamespace
                          AND NOT relrowsecurity
                          AND has_table_privilege('headrace_tenant', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')""")).containsExactlyInAnyOrderElementsOf(TenantTables.OPEN.keySet());
    }

    @Test
    void each_table_behind_the_fence_is_tried_here() {
        assertThat(database.texts("SELECT DISTINCT polrelid::regclass::text FROM pg_policy"))
                .containsExactlyInAnyOrderElementsOf(TenantTables.names());
    }

    @ParameterizedTest
    @MethodSource("io.headrace.store.tenant.TenantTables#names")
    void without_a_filter_only_the_rows_of_who_was_said_are_seen(String table) {
        assertThat(database.countAll(table)).isEqualTo(2);
        assertThat(database.count(table, ANNE)).isEqualTo(1);
        assertThat(database.count(table, BERT)).isEqualTo(1);
        assertThat(database.count(table, UUID.randomUUID())).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.headrace.store.tenant.TenantTables#names")
    void where_nobody_was_said_nothing_is_seen_not_even_after_somebody_was(String table) {
        assertThat(database.count(table, ANNE)).isEqualTo(1);

        assertThat(countUnsaid(table)).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.headrace.store.tenant.TenantTables#names")
    void nothing_is_written_for_another_owner(String table) {
        assertThatThrownBy(() -> write(ANNE, TenantTables.anotherRow(table, BERT)))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.getSqlState()).isEqualTo(NOT_ALLOWED));
        assertThatThrownBy(() -> await(database.asIngest()
                        .query(TenantTables.anotherRow(table, ANNE))
                        .execute()))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.getSqlState()).isEqualTo(NOT_ALLOWED));

        assertThat(database.countAll(table)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("io.headrace.store.tenant.TenantTables#names")
    void what_ingest_may_write_it_writes_for_who_was_said_only(String table) {
        if (may(table, "INSERT")) {
            assertThat(write(ANNE, TenantTables.anotherRow(table, ANNE)).rowCount())
                    .isEqualTo(1);
            assertThat(database.count(table, ANNE)).isEqualTo(2);
        }
        if (may(table, "UPDATE")) {
            assertThat(write(ANNE, "UPDATE " + table + " SET owner_id = owner_id")
                            .rowCount())
                    .isEqualTo(2);
        }
        if (may(table, "DELETE")) {
            write(ANNE, "DELETE FROM " + table);
            assertThat(database.count(table, ANNE)).isZero();
        }
        assertThat(database.count(table, BERT)).isEqualTo(1);
    }

    @Test
    void a_statement_that_fails_leaves_nothing_behind() {
        assertThatThrownBy(() -> write(ANNE, "SELECT 1 / 0"))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("zero");

        assertThat(countUnsaid("record")).isZero();
        assertThat(database.count("record", BERT)).isEqualTo(1);
    }

    @Test
    void what_is_asked_to_read_changes_nothing() {
        assertThatThrownBy(() -> await(database.tenants().read(ANNE, "DELETE FROM api_key", Tuple.tuple())))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void several_statements_are_one_transaction_of_one_owner() {
        assertThatThrownBy(() -> await(database.tenants()
                        .transact(
                                ANNE,
                                connection -> connection
                                        .query("DELETE FROM api_key")
                                        .execute()
                                        .invoke(gone ->
                                                assertThat(gone.rowCount()).isEqualTo(1))
                                        .chain(gone -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .hasMessage("no");

        assertThat(database.count("api_key", ANNE)).isEqualTo(1);
        assertThat(countUnsaid("api_key")).isZero();
    }

    @Test
    void the_door_finds_by_id_what_is_needed_before_anybody_is_known() {
        RowSet<Row> keys = await(database.asIngest()
                .preparedQuery("SELECT owner_id FROM headrace_door_key($1)")
                .execute(Tuple.of(BERT.toString() + 0)));
        RowSet<Row> endpoints = await(database.asIngest()
                .preparedQuery("SELECT owner_id FROM headrace_door_endpoint($1)")
                .execute(Tuple.of(BERT)));

        assertThat(keys.iterator().next().getUUID(0)).isEqualTo(BERT);
        assertThat(endpoints.iterator().next().getUUID(0)).isEqualTo(BERT);
    }

    @Test
    void what_goes_past_the_fence_is_closed_to_others_and_looks_for_names_in_no_schema_of_its_caller() {
        assertThat(database.texts("""
                        SELECT proname::text FROM pg_proc
                        WHERE prosecdef AND pronamespace = current_schema()::regnamespace
                          AND (NOT proconfig @> ARRAY ['search_path=pg_catalog, ' || current_schema() || ', pg_temp']
                               OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0))""")).isEmpty();
        assertThat(database.texts("SELECT proname::text FROM pg_proc WHERE prosecdef"))
                .contains("headrace_door_key", "headrace_door_endpoint", "headrace_forget_idempotency_keys");
    }

    private static boolean may(String table, String privilege) {
        return !database.texts("SELECT 'yes' WHERE has_table_privilege('headrace_tenant', '%s', '%s')"
                        .formatted(table, privilege))
                .isEmpty();
    }

    private static RowSet<Row> write(UUID owner, String sql) {
        return await(database.tenants().write(owner, sql, Tuple.tuple()));
    }

    private static long countUnsaid(String table) {
        return await(database.asIngest().query("SELECT count(*) FROM " + table).execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
