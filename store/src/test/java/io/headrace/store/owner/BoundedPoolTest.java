package io.headrace.store.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL itself says of a session of the pool. */
final class BoundedPoolTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private record Settings(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}

    @Test
    void a_session_is_bounded_in_every_way() throws Exception {
        try (Backends backends = Backends.start(folder)) {
            Pool pool = new BoundedPool().create(settings(backends.database()));

            Map<String, String> session = new HashMap<>();
            await(pool.query("SELECT name, setting FROM pg_settings").execute())
                    .forEach(row -> session.put(row.getString("name"), row.getString("setting")));

            assertThat(session)
                    .containsEntry("statement_timeout", "3000")
                    .containsEntry("idle_in_transaction_session_timeout", "5000")
                    .containsEntry("tcp_keepalives_idle", "5")
                    .containsEntry("tcp_keepalives_interval", "2")
                    .containsEntry("tcp_keepalives_count", "3");
            await(pool.close());
        } finally {
            await(VERTX.close());
        }
    }

    private static PgPoolCreator.Input settings(DatabaseAddress database) {
        PgConnectOptions server = PgConnectOptions.fromUri(database.url())
                .setUser(database.username())
                .setPassword(database.password());
        return new Settings(VERTX, new PoolOptions().setMaxSize(1), List.of(server));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
