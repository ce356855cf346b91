package io.headrace.store.owner;

import io.headrace.store.tenant.TenantPool;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes each connection the role that the policies bind, and bounds what the pool leaves open: who may wait for a connection, how long, how long a statement or a transaction that
 * does nothing may take, and for how long PostgreSQL keeps the locks of a process whose machine is gone.
 */
@Singleton
final class BoundedPool implements PgPoolCreator {
    private static final int MAX_WAITING = 1_000;
    private static final int WAIT_SECONDS = 2;
    private static final int CONNECT_MS = 2_000;
    /**
     * Milliseconds and seconds, as PostgreSQL counts each. Statements are kept prepared, and a plan that was made while
     * the tables were empty must be as good when they are full: everything we ask for has an index. And it is kept, where
     * PostgreSQL would plan anew each time for the few ids of a read, which costs more than to read them.
     */
    static final Map<String, String> SESSION = Map.of(
            "enable_seqscan", "off",
            "plan_cache_mode", "force_generic_plan",
            "statement_timeout", "3000",
            "idle_in_transaction_session_timeout", "5000",
            "tcp_keepalives_idle", "5",
            "tcp_keepalives_interval", "2",
            "tcp_keepalives_count", "3");

    @Override
    public Pool create(Input input) {
        PoolOptions pool = input.poolOptions()
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectionTimeout(WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        for (PgConnectOptions server : servers) {
            server.setConnectTimeout(CONNECT_MS);
            server.addProperty("role", TenantPool.ROLE);
            SESSION.forEach(server::addProperty);
        }
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .build();
    }
}
