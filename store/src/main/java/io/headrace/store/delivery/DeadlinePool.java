package io.headrace.store.delivery;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The notifier's pool, with deadlines: no lock outlives an instance that died or froze, and nobody waits for ever for a
 * connection. Who waits for an answer has a patience of its own, at each place that asks.
 */
@Singleton
@IfBuildProperty(name = "quarkus.application.name", stringValue = "headrace-notifier")
final class DeadlinePool implements PgPoolCreator {
    // Statements are kept prepared, and a plan that was made while the tables were empty must be as good when they are
    // full: all that we ask for has an index.
    private static final Map<String, String> PLANS =
            Map.of("enable_seqscan", "off", "plan_cache_mode", "force_generic_plan");

    // Shorter than what the notifier's start waits for freeHeldBy: one that was given up must not free later leases.
    // Keep-alives find a peer that vanished while it owed us nothing; the user timeout finds one that vanished, or
    // froze with a full window, while it was being sent rows: no statement timeout reaches that.
    private static final Map<String, String> SERVER_SIDE = Map.of(
            "statement_timeout", "20000",
            "transaction_timeout", "30000",
            "idle_in_transaction_session_timeout", "5000",
            "tcp_keepalives_idle", "5",
            "tcp_keepalives_interval", "2",
            "tcp_keepalives_count", "3",
            "tcp_user_timeout", "10000");

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_WAITING = 1_000;

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(DeadlinePool::limit);
        return PgBuilder.pool()
                .with(input.poolOptions()
                        .setMaxWaitQueueSize(MAX_WAITING)
                        .setConnectionTimeout((int) CONNECT.toSeconds())
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .connectingTo(List.<SqlConnectOptions>copyOf(servers))
                .using(input.vertx())
                .build();
    }

    private static void limit(PgConnectOptions server) {
        server.setConnectTimeout((int) CONNECT.toMillis()).setTcpKeepAlive(true);
        PLANS.forEach(server::addProperty);
        SERVER_SIDE.forEach(server::addProperty);
    }
}
