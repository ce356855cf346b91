package io.headrace.store.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
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
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered to who was let in a moment before the endpoint, or they themselves, were gone; on real PostgreSQL. */
final class GoneEndpointTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final UUID OWNER = Ids.create();
    private static final UUID ENDPOINT = Ids.create();
    private static final SubscriptionScope GONE = new SubscriptionScope(OWNER, Ids.create(), null, null);

    @TempDir
    static Path folder;

    private static Backends backends;
    private static Pool pool;

    private final CollaboratorStore collaborators = new CollaboratorStore(new TenantPool(pool), pool);
    private final SubscriptionStore subscriptions = new SubscriptionStore(new TenantPool(pool));

    @BeforeAll
    static void startPostgres() {
        backends = Backends.start(folder);
        DatabaseAddress database = backends.database();
        pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                VERTX,
                PgConnectOptions.fromUri(database.url())
                        .setUser(database.username())
                        .setPassword(database.password()),
                new PoolOptions().setMaxSize(4)));
        Migrations.all().forEach(GoneEndpointTest::script);
        script("""
                INSERT INTO owner (id, account, name, password_hash, role, created_at)
                VALUES ('%1$s', 'a', 'Owner', '', 'owner', now());
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                VALUES ('%2$s', '%1$s', 'orders', 'Orders', '{}', 1, true, '', now(), now())""".formatted(OWNER, ENDPOINT));
    }

    @AfterAll
    static void stopPostgres() {
        await(pool.close());
        await(Uni.createFrom().completionStage(VERTX.close().toCompletionStage()));
        backends.close();
    }

    @Test
    void nobody_is_invited_to_it() {
        assertThat(await(collaborators.invite(GONE, Ids.create(), "c@example.com", "C", new byte[32])))
                .isInstanceOf(Invitation.Gone.class);
    }

    @Test
    void nobody_subscribes_to_it() {
        assertThat(await(subscriptions.add(GONE, aSubscription()))).isInstanceOf(Addition.Gone.class);
    }

    @Test
    void there_is_nothing_to_read_about_it() {
        assertThat(await(collaborators.document(
                        new StoredCollaborator(Ids.create(), OWNER, GONE.endpointId(), "", "", Instant.EPOCH))))
                .isEmpty();
    }

    @Test
    void who_was_removed_subscribes_to_nothing() {
        SubscriptionScope owners = new SubscriptionScope(OWNER, ENDPOINT, null, null);
        UUID collaborator = Ids.create();
        SubscriptionScope theirs = new SubscriptionScope(OWNER, ENDPOINT, collaborator, null);
        await(collaborators.invite(owners, collaborator, "c@example.com", "C", new byte[32]));
        assertThat(await(subscriptions.add(theirs, aSubscription()))).isInstanceOf(Addition.Added.class);

        assertThat(await(collaborators.remove(owners, collaborator))).isTrue();

        assertThat(await(subscriptions.add(theirs, aSubscription()))).isInstanceOf(Addition.Gone.class);
    }

    private static NewSubscription aSubscription() {
        return new NewSubscription(
                Ids.create(),
                Environment.LIVE,
                "https://shop.example/",
                "https://shop.example:443/",
                null,
                null,
                new SealedHeaders(List.of(), null),
                "sealed",
                null,
                null,
                false);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static void script(String sql) {
        await(pool.query(sql).execute());
    }
}
