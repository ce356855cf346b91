package io.headrace.store.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.store.tenant.Migrations;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL itself says of a session of the pool. */
final class BoundedPoolTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static final List<String> BOUNDS = List.of(
            "role",
            "plan_cache_mode",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "tcp_keepalives_idle",
            "tcp_keepalives_interval",
            "tcp_keepalives_count");

    private static Backends backends;
    /** As who owns the tables. */
    private static Pool owner;

    private record Settings(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    @BeforeAll
    static void startPostgres() throws Exception {
        backends = Backends.start(folder);
        owner = PgBuilder.pool()
                .connectingTo(server(backends.database()))
                .using(VERTX)
                .build();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        await(owner.close());
        await(VERTX.close());
        backends.close();
    }

    @Test
    void before_the_migration_it_waits_and_after_it_the_policies_bind_every_session() throws Exception {
        SchemaStore schema = new SchemaStore(io.vertx.mutiny.sqlclient.Pool.newInstance(pool()));
        assertThat(schema.state().await().atMost(SOON)).isEqualTo(SchemaState.MISSING);
        run("CREATE ROLE headrace_tenant NOLOGIN");
        assertThat(schema.state().await().atMost(SOON)).isEqualTo(SchemaState.MISSING);

        for (String script : Migrations.all()) {
            run(script);
        }
        assertThat(schema.state().await().atMost(SOON)).isEqualTo(SchemaState.THERE);

        run("ALTER ROLE headrace_tenant BYPASSRLS");
        assertThat(schema.state().await().atMost(SOON)).isEqualTo(SchemaState.UNFENCED);
        run("ALTER ROLE headrace_tenant NOBYPASSRLS");

        assertBounded(session(pool()));
    }

    private static void assertBounded(Map<String, String> session) {
        assertThat(session)
                .containsEntry("role", "headrace_tenant")
                .containsEntry("plan_cache_mode", "force_generic_plan")
                .containsEntry("statement_timeout", "3000")
                .containsEntry("idle_in_transaction_session_timeout", "5000")
                .containsEntry("tcp_keepalives_idle", "5")
                .containsEntry("tcp_keepalives_interval", "2")
                .containsEntry("tcp_keepalives_count", "3");
    }

    private static Map<String, String> session(Pool pool) throws Exception {
        Map<String, String> session = new HashMap<>();
        for (String name : BOUNDS) {
            await(pool.query("SELECT setting FROM pg_settings WHERE name = '" + name + "' UNION ALL"
                                    + " SELECT current_setting('" + name + "') LIMIT 1")
                            .execute())
                    .forEach(row -> session.put(name, row.getString(0)));
        }
        return session;
    }

    private static Pool pool() {
        return new BoundedPool()
                .create(new Settings(VERTX, new PoolOptions().setMaxSize(1), List.of(server(backends.database()))));
    }

    private static PgConnectOptions server(DatabaseAddress database) {
        return PgConnectOptions.fromUri(database.url())
                .setUser(database.username())
                .setPassword(database.password());
    }

    private static void run(String sql) throws Exception {
        await(owner.query(sql).execute());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
}
