package io.headrace.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.Ids;
import io.headrace.store.tenant.Migrations;
import io.headrace.store.tenant.TenantPool;
import io.headrace.store.usage.UsageCounts;
import io.headrace.store.usage.UsageFilter;
import io.headrace.store.usage.UsageKey;
import io.headrace.store.usage.UsageStore;
import io.headrace.store.usage.UsageView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted and what is written down, on real PostgreSQL and with the rights that ingest-api has. */
final class LedgerStoresTest {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    static Path folder;

    private static Backends backends;
    private static Pool tables;
    private static Pool ingest;

    private final UUID owner = UUID.randomUUID();
    private final UUID endpoint = UUID.randomUUID();
    private final UsageStore usage = new UsageStore(ingest, new TenantPool(ingest));
    private final AuditStore audit = new AuditStore(ingest, new TenantPool(ingest));

    @BeforeAll
    static void startPostgres() {
        backends = Backends.start(folder);
        DatabaseAddress database = backends.database();
        PgConnectOptions address = PgConnectOptions.fromUri(database.url())
                .setUser(database.username())
                .setPassword(database.password());
        tables = pool(address);
        Migrations.all().forEach(LedgerStoresTest::script);
        ingest = pool(new PgConnectOptions(address).addProperty("role", TenantPool.ROLE));
    }

    @AfterAll
    static void stopPostgres() {
        await(tables.close());
        await(ingest.close());
        await(Uni.createFrom().completionStage(VERTX.close().toCompletionStage()));
        backends.close();
    }

    @Test
    void what_is_counted_is_added_whoever_counts_it() {
        UsageKey key = new UsageKey(owner, endpoint, "key-" + owner, DAY);
        UsageKey other = new UsageKey(UUID.randomUUID(), endpoint, "other-" + owner, DAY);
        await(Uni.join()
                .all(IntStream.range(0, 40)
                        .mapToObj(i -> usage.add(Map.of(key, counts(1), other, counts(2))))
                        .toList())
                .andFailFast());

        List<UsageView> days = await(usage.list(filter(null, null), 10, 0)).items();

        assertThat(days).hasSize(1);
        assertThat(days.get(0).keyId()).isEqualTo(key.keyId());
        assertThat(days.get(0).counts()).isEqualTo(new UsageCounts(40, 40, 80, 120, 160, 200, NOW));
        assertThat(await(usage.lastUsed(owner, List.of(key.keyId(), other.keyId(), "never"))))
                .containsOnlyKeys(key.keyId())
                .hasEntrySatisfying(key.keyId(), use -> {
                    assertThat(use.lastUsedAt()).isEqualTo(NOW);
                    assertThat(use.requests()).isEqualTo(40);
                    assertThat(use.errors()).isEqualTo(240);
                });
    }

    @Test
    void usage_is_filtered_and_paged() {
        UUID second = UUID.randomUUID();
        await(usage.add(Map.of(
                new UsageKey(owner, endpoint, "a" + owner, DAY), counts(1),
                new UsageKey(owner, endpoint, "a" + owner, DAY.plusDays(1)), counts(1),
                new UsageKey(owner, second, "b" + owner, DAY), counts(1))));

        assertThat(await(usage.list(filter(null, null), 1, 1)).total()).isEqualTo(3);
        assertThat(await(usage.list(filter(null, null), 1, 1)).items()).hasSize(1);
        assertThat(await(usage.list(filter(second, null), 10, 0)).items())
                .extracting(UsageView::keyId)
                .containsExactly("b" + owner);
        assertThat(await(usage.list(filter(null, "a" + owner), 10, 0)).items())
                .extracting(UsageView::day)
                .containsExactly(DAY.plusDays(1), DAY);
        UsageFilter unknown = new UsageFilter(owner, null, "nothing-here", null, DAY, DAY);
        assertThat(await(usage.list(unknown, 10, 0)).total()).isZero();
    }

    @Test
    void the_trail_is_read_newest_first_and_an_entry_is_there_once() {
        AuditEntry first = entry(owner, 202);
        AuditEntry second = entry(owner, 404);
        await(audit.append(List.of(first, second, entry(UUID.randomUUID(), 202))));
        await(audit.append(List.of(second)));

        AuditPage all = await(audit.list(trail(100, 599), 10, 0));

        assertThat(all.items()).containsExactly(second, first);
        assertThat(all.total()).isEqualTo(2);
        assertThat(await(audit.list(trail(400, 499), 10, 0)).items()).containsExactly(second);
        assertThat(await(audit.list(trail(100, 599), 1, 1)).items()).containsExactly(first);
    }

    @Test
    void nothing_in_the_trail_can_be_changed_by_anybody() {
        await(audit.append(List.of(entry(owner, 202))));
        String today = "audit_entry_" + NOW.toString().substring(0, 10).replace("-", "");

        for (String sql : List.of(
                "UPDATE audit_entry SET status = 200",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "DELETE FROM " + today,
                "TRUNCATE " + today,
                "TRUNCATE audit_entry_default")) {
            assertThatThrownBy(() -> script(sql)).as(sql).hasMessageContaining("append-only");
        }
        for (String sql : List.of("DELETE FROM audit_entry", "INSERT INTO usage_counter SELECT * FROM usage_counter")) {
            assertThatThrownBy(() -> await(ingest.query(sql).execute()))
                    .as(sql)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void partitions_are_made_ahead_and_dropped_when_their_time_is_over() {
        AuditPartitionStore partitions = new AuditPartitionStore(tables);
        LocalDate oldest = LocalDate.now(ZoneOffset.UTC).minusDays(100);
        script("SELECT headrace_ensure_audit_partitions((now() AT TIME ZONE 'UTC')::date - 100, 20)");

        await(partitions.keepPartitions());
        for (int i = 0; i < 10; i++) {
            assertThat(await(partitions.dropDay(KEPT))).contains(oldest.plusDays(i));
        }

        assertThat(await(partitions.dropDay(KEPT))).isEmpty();
        assertThat(await(tables.query("SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit_entry'::regclass")
                                .execute())
                        .iterator()
                        .next()
                        .getLong(0))
                .isGreaterThanOrEqualTo(1 + 10 + 8);
    }

    private AuditFilter trail(int leastStatus, int mostStatus) {
        return new AuditFilter(
                owner, null, null, null, NOW.minusSeconds(60), Instant.now().plusSeconds(60), leastStatus, mostStatus);
    }

    private AuditEntry entry(UUID of, int status) {
        return new AuditEntry(
                Ids.create(),
                NOW,
                of,
                endpoint,
                "k1",
                "POST",
                "/api/v1/data/{slug}",
                "orders",
                null,
                UUID.randomUUID(),
                status,
                0,
                "req_1",
                "127.0.0.1");
    }

    private UsageFilter filter(UUID onlyEndpoint, String keyId) {
        return new UsageFilter(owner, onlyEndpoint, null, keyId, DAY.minusDays(1), DAY.plusDays(1));
    }

    private static UsageCounts counts(int by) {
        return new UsageCounts(by, by, 2L * by, 3L * by, 4L * by, 5L * by, NOW);
    }

    private static Pool pool(PgConnectOptions address) {
        return Pool.newInstance(io.vertx.sqlclient.Pool.pool(VERTX, address, new PoolOptions().setMaxSize(8)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static void script(String sql) {
        await(tables.query(sql).execute());
    }
}
