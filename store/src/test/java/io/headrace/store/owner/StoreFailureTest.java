package io.headrace.store.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFailureTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57014", "57P01", "42P01", "42883", "55P03"})
    void what_passes_by_itself_is_the_database_being_away(String sqlState) {
        assertThat(StoreFailure.isUnavailable(answered("ERROR", sqlState))).isTrue();
    }

    /** No grant, a text that PostgreSQL does not take, a broken key, a mistake in the SQL. */
    @ParameterizedTest
    @ValueSource(strings = {"42501", "22021", "23503", "23505", "42601"})
    void what_stays_is_a_mistake_of_ours(String sqlState) {
        assertThat(StoreFailure.isUnavailable(new IllegalStateException(answered("ERROR", sqlState))))
                .isFalse();
    }

    @Test
    void a_connection_that_is_refused_or_lost_is_the_database_being_away() {
        assertThat(StoreFailure.isUnavailable(answered("FATAL", "22023"))).isTrue();
        assertThat(StoreFailure.isUnavailable(new VertxException("connection closed", true)))
                .isTrue();
        assertThat(StoreFailure.isUnavailable(new IllegalStateException(new IOException("reset"))))
                .isTrue();
        assertThat(StoreFailure.isUnavailable(new IllegalArgumentException())).isFalse();
    }

    /** With the pool itself, for what it fails with has no type of its own. */
    @Test
    void no_free_connection_in_time_is_the_database_being_busy() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket silent = new ServerSocket(0)) {
            Pool pool = PgBuilder.pool()
                    .using(vertx)
                    .connectingTo(new PgConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(silent.getLocalPort())
                            .setUser("nobody")
                            .setPassword("nothing")
                            .setDatabase("nowhere"))
                    .with(new PoolOptions()
                            .setMaxSize(1)
                            .setConnectionTimeout(50)
                            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                    .build();

            Throwable failure = catchThrowable(() -> pool.query("SELECT 1")
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS));

            assertThat(failure).isInstanceOf(ExecutionException.class);
            assertThat(StoreFailure.isUnavailable(failure.getCause()))
                    .as("%s", failure.getCause())
                    .isTrue();
        } finally {
            vertx.close();
        }
    }

    private static PgException answered(String severity, String sqlState) {
        return new PgException("said", severity, sqlState, null);
    }
}
