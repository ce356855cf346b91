package io.headrace.store.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.ApiKey;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.KeyScope;
import io.headrace.store.endpoint.Addition;
import io.headrace.store.tenant.Migrations;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many at once do to keys and signing keys, on real PostgreSQL. */
final class KeyStoresTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    static Path folder;

    private static Backends backends;
    private static Pool pool;

    private final SigningKeyStore signingKeys = new SigningKeyStore(pool);
    private final KeyStore keys = new KeyStore(new TenantPool(pool));

    @BeforeAll
    static void startPostgres() {
        backends = Backends.start(folder);
        DatabaseAddress database = backends.database();
        pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                VERTX,
                PgConnectOptions.fromUri(database.url())
                        .setUser(database.username())
                        .setPassword(database.password()),
                new PoolOptions().setMaxSize(8)));
        Migrations.all().forEach(KeyStoresTest::script);
    }

    @AfterAll
    static void stopPostgres() {
        await(pool.close());
        await(Uni.createFrom().completionStage(VERTX.close().toCompletionStage()));
        backends.close();
    }

    @BeforeEach
    void forget() {
        await(signingKeys.forgetAll());
    }

    @Test
    void of_many_instances_at_once_one_makes_the_key() {
        AtomicInteger made = new AtomicInteger();
        List<List<StoredSigningKey>> seen = await(Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(i -> signingKeys.complete(
                                NOW,
                                known -> known.isEmpty()
                                        ? Optional.of(
                                                signingKey("k" + made.incrementAndGet(), NOW, NOW.plusSeconds(60)))
                                        : Optional.empty()))
                        .toList())
                .andFailFast());

        assertThat(made).hasValue(1);
        assertThat(seen).hasSize(20).containsOnly(await(signingKeys.all()));
        assertThat(await(signingKeys.all())).containsExactly(signingKey("k1", NOW, NOW.plusSeconds(60)));
    }

    @Test
    void what_verifies_nothing_any_more_is_forgotten() {
        StoredSigningKey over = signingKey("over", NOW.minusSeconds(60), NOW);
        add(over);

        await(signingKeys.complete(over.verifiesUntil().minusMillis(1), known -> Optional.empty()));
        assertThat(await(signingKeys.all())).containsExactly(over);
        await(signingKeys.complete(over.verifiesUntil(), known -> Optional.empty()));
        assertThat(await(signingKeys.all())).isEmpty();
    }

    @Test
    void an_operator_lets_the_next_key_sign_from_then_on() {
        Instant end = NOW.plusSeconds(1_000);
        add(signingKey("before", NOW.minusSeconds(60), NOW.minusSeconds(30)));
        add(signingKey("current", NOW, end));
        add(signingKey("next", end, end.plusSeconds(1_000)));
        Instant at = NOW.plus(SigningKeyStore.NOTICE);

        await(signingKeys.rotate(at));

        assertThat(await(signingKeys.all()))
                .containsExactly(
                        signingKey("before", NOW.minusSeconds(60), NOW.minusSeconds(30)),
                        signingKey("current", NOW, at),
                        new StoredSigningKey("next", "sealed", at, end.plusSeconds(1_000), end.plusSeconds(2_000)));
    }

    @Test
    void of_many_at_once_no_more_keys_are_made_than_there_may_be() {
        KeyPlace place = place();

        List<Addition<StoredKey>> made = await(Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(i -> keys.create(place, draft(), 3))
                        .toList())
                .andFailFast());

        assertThat(made.stream().filter(Addition.Added.class::isInstance)).hasSize(3);
        assertThat(await(keys.page(place, 0, 100)).total()).isEqualTo(3);
    }

    @Test
    void a_revoked_key_makes_room_and_is_never_changed_again() {
        KeyPlace place = place();
        String id = added(place).id();
        assertThat(await(keys.create(place, draft(), 1))).isInstanceOf(Addition.Full.class);

        StoredKey revoked = await(keys.revoke(place, id)).orElseThrow();

        assertThat(await(keys.create(place, draft(), 1))).isInstanceOf(Addition.Added.class);
        assertThat(await(keys.change(place, id, new KeyChange("new", null, true, false, null))))
                .isEmpty();
        assertThat(await(keys.rotate(place, id, new byte[32], NOW))).isEmpty();
        assertThat(await(keys.revoke(place, id))).contains(revoked);
        assertThat(await(keys.find(place, id))).contains(revoked);
    }

    @Test
    void a_key_of_another_owner_or_endpoint_is_not_there() {
        KeyPlace place = place();
        String id = added(place).id();

        for (KeyPlace other : List.of(
                new KeyPlace(UUID.randomUUID(), place.endpointId()),
                new KeyPlace(place.ownerId(), UUID.randomUUID()))) {
            assertThat(await(keys.find(other, id))).isEmpty();
            assertThat(await(keys.change(other, id, new KeyChange("x", null, null, false, null))))
                    .isEmpty();
            assertThat(await(keys.rotate(other, id, new byte[32], NOW))).isEmpty();
            assertThat(await(keys.revoke(other, id))).isEmpty();
            assertThat(await(keys.page(other, 0, 10)).items()).isEmpty();
        }
        assertThat(await(keys.find(place, id)).orElseThrow().revokedAt()).isNull();
    }

    @Test
    void an_endpoint_that_is_gone_gets_no_key() {
        assertThat(await(keys.create(new KeyPlace(Ids.create(), Ids.create()), draft(), 1)))
                .isInstanceOf(Addition.Gone.class);
    }

    private StoredKey added(KeyPlace place) {
        return ((Addition.Added<StoredKey>) await(keys.create(place, draft(), 1))).item();
    }

    private void add(StoredSigningKey key) {
        await(signingKeys.complete(NOW, known -> Optional.of(key)));
    }

    private static StoredSigningKey signingKey(String kid, Instant from, Instant until) {
        return new StoredSigningKey(kid, "sealed", from, until, until.plusSeconds(1_000));
    }

    private static KeyDraft draft() {
        return new KeyDraft(
                ApiKey.create(Environment.TEST).id(), Environment.TEST, KeyScope.READ, "key", new byte[32], null);
    }

    /** An endpoint of an owner, both new. */
    private static KeyPlace place() {
        KeyPlace place = new KeyPlace(Ids.create(), Ids.create());
        script("""
                INSERT INTO owner (id, account, name, password_hash, role, created_at)
                VALUES ('%1$s', '%1$s', 'Owner', '', 'owner', now());
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                VALUES ('%2$s', '%1$s', 'orders', 'Orders', '{}', 1, true, '', now(), now())""".formatted(place.ownerId(), place.endpointId()));
        return place;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static void script(String sql) {
        await(pool.query(sql).execute());
    }
}
