package io.headrace.store.owner;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Bounds what the pool leaves open: who may wait for a connection, how long, and how long a statement may take. */
@Singleton
final class BoundedPool implements PgPoolCreator {
    private static final int MAX_WAITING = 1_000;
    private static final int WAIT_SECONDS = 2;
    private static final int CONNECT_MS = 2_000;
    private static final String STATEMENT_TIMEOUT_MS = "3000";

    @Override
    public Pool create(Input input) {
        PoolOptions pool = input.poolOptions()
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectionTimeout(WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        for (PgConnectOptions server : servers) {
            server.setConnectTimeout(CONNECT_MS);
            server.addProperty("statement_timeout", STATEMENT_TIMEOUT_MS);
        }
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .build();
    }
}
