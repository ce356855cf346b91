package io.headrace.store.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.Environment;
import io.headrace.store.record.RecordScope;
import io.headrace.store.tenant.Migrations;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is the first under a key, on real PostgreSQL. */
final class IdempotencyStoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static Backends backends;
    private static Pool pool;

    private final IdempotencyStore store = new IdempotencyStore(new TenantPool(pool), pool);
    private final RecordScope scope = new RecordScope(Environment.LIVE, UUID.randomUUID(), UUID.randomUUID());

    @BeforeAll
    static void startPostgres() throws IOException {
        backends = Backends.start(folder);
        DatabaseAddress database = backends.database();
        pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                VERTX,
                PgConnectOptions.fromUri(database.url())
                        .setUser(database.username())
                        .setPassword(database.password()),
                new PoolOptions().setMaxSize(8)));
        Migrations.all().forEach(IdempotencyStoreTest::script);
    }

    @AfterAll
    static void stopPostgres() {
        await(pool.close());
        await(Uni.createFrom().completionStage(VERTX.close().toCompletionStage()));
        backends.close();
    }

    @Test
    void the_first_under_a_key_stays_the_first() {
        KeyedWrite first = write("one");

        assertThat(await(store.claim(scope, "k", first))).isSameAs(first);
        KeyedWrite second = await(store.claim(scope, "k", write("two")));

        assertThat(second.operationId()).isEqualTo(first.operationId());
        assertThat(second.recordId()).isEqualTo(first.recordId());
        assertThat(second.requestHash()).isEqualTo(first.requestHash());
    }

    @Test
    void of_many_at_once_one_is_the_first() {
        List<UUID> operations = await(Uni.join()
                .all(IntStream.range(0, 50)
                        .mapToObj(i -> store.claim(scope, "k", write("same")).map(KeyedWrite::operationId))
                        .toList())
                .andFailFast());

        assertThat(operations).hasSize(50).containsOnly(operations.get(0));
    }

    @Test
    void every_owner_endpoint_and_environment_has_keys_of_its_own() {
        KeyedWrite first = await(store.claim(scope, "k", write("one")));
        List<RecordScope> others = List.of(
                new RecordScope(Environment.TEST, scope.ownerId(), scope.endpointId()),
                new RecordScope(Environment.LIVE, UUID.randomUUID(), scope.endpointId()),
                new RecordScope(Environment.LIVE, scope.ownerId(), UUID.randomUUID()));

        for (RecordScope other : others) {
            KeyedWrite own = write("one");
            assertThat(await(store.claim(other, "k", own))).isSameAs(own);
        }
        assertThat(await(store.claim(scope, "K", write("one"))).operationId()).isNotEqualTo(first.operationId());
    }

    @Test
    void only_old_keys_are_pruned_and_so_many_at_most() {
        await(store.claim(scope, "new", write("new")));
        for (int i = 0; i < 3; i++) {
            await(store.claim(scope, "old" + i, write("old")));
        }
        script("UPDATE idempotency_key SET created_at = created_at - interval '49 hours' WHERE key LIKE 'old%'");

        assertThat(await(store.prune(Duration.ofHours(48), 2))).isEqualTo(2);
        assertThat(await(store.prune(Duration.ofHours(48), 2))).isEqualTo(1);
        assertThat(await(store.prune(Duration.ofHours(48), 2))).isZero();

        KeyedWrite again = write("new");
        assertThat(await(store.claim(scope, "new", again))).isNotSameAs(again);
        assertThat(await(store.claim(scope, "old0", again))).isSameAs(again);
    }

    private static KeyedWrite write(String hash) {
        return new KeyedWrite(hash.getBytes(StandardCharsets.UTF_8), UUID.randomUUID(), UUID.randomUUID());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static void script(String sql) {
        await(pool.query(sql).execute());
    }
}
