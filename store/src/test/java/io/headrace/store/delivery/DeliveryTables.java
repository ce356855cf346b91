package io.headrace.store.delivery;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import io.headrace.contracts.Ids;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The notifier's tables on real PostgreSQL, with a clock that the test moves, and what is put into them. */
final class DeliveryTables implements AutoCloseable {
    static final UUID OWNER = new UUID(7, 1);

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();

    private final Backends backends;
    private final Pool pool;

    private DeliveryTables(Backends backends, Pool pool) {
        this.backends = backends;
        this.pool = pool;
    }

    static DeliveryTables start(Path folder) throws IOException {
        Backends backends = Backends.start(folder);
        DeliveryTables tables = new DeliveryTables(backends, pool(backends.database(), new DeadlinePool()));
        tables.script(resource("/db/migration/V1__record_path.sql"));
        tables.script("CREATE TABLE clock (ahead interval); INSERT INTO clock VALUES ('0');"
                + "CREATE OR REPLACE FUNCTION headrace_now() RETURNS timestamptz LANGUAGE sql STABLE AS"
                + " 'SELECT statement_timestamp() + ahead FROM clock'");
        return tables;
    }

    Pool pool() {
        return pool;
    }

    void forget() {
        script("TRUNCATE event, delivery, attempt; UPDATE clock SET ahead = '0'");
    }

    @Override
    public void close() {
        await(pool.close());
        backends.close();
    }

    private static Pool pool(DatabaseAddress database, DeadlinePool creator) {
        PgConnectOptions server = PgConnectOptions.fromUri(database.url())
                .setUser(database.username())
                .setPassword(database.password());
        return Pool.newInstance(creator.create(new PgPoolCreator.Input() {
            @Override
            public Vertx vertx() {
                return VERTX;
            }

            @Override
            public PoolOptions poolOptions() {
                return new PoolOptions().setMaxSize(8);
            }

            @Override
            public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(server);
            }
        }));
    }

    static PlannedDelivery aDelivery(String host) {
        return aDelivery(host, OWNER);
    }

    static PlannedDelivery aDelivery(String host, UUID ownerId) {
        UUID eventId = Ids.create();
        StoredEvent event = new StoredEvent(
                eventId,
                EventType.RECORD_CREATED,
                ownerId,
                new UUID(7, 2),
                Environment.LIVE,
                new UUID(7, 3),
                "req-1",
                null,
                "{\"name\":\"工单\"}");
        return new PlannedDelivery(
                Ids.derive(eventId, "callback"), event, null, "https://" + host + ":443/hook", null, null);
    }

    List<String> texts(String sql) {
        return StreamSupport.stream(
                        await(pool.preparedQuery(sql).execute(Tuple.tuple())).spliterator(), false)
                .map((Row row) -> row.getString(0))
                .toList();
    }

    void script(String sql) {
        await(pool.query(sql).execute());
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = DeliveryTables.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
