package io.headrace.store.delivery;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import io.headrace.contracts.Ids;
import io.headrace.store.tenant.Migrations;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The notifier's tables on a real PostgreSQL of one test class, with a clock that the test moves, and what is put into
 * them; empty before each test.
 */
public final class DeliveryTables implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final UUID OWNER = new UUID(7, 1);
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Vertx VERTX = Vertx.vertx();
    private static final FirstLeases NO_LEASES = new FirstLeases("one", LEASE, Map.of());

    private Path folder;
    private Backends backends;
    private Pool pool;
    private boolean keepsRows;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("delivery-tables");
        backends = Backends.start(folder);
        pool = pool(backends.database(), new DeadlinePool());
        Migrations.all().forEach(this::script);
        script("CREATE TABLE clock (stopped timestamptz, ahead interval DEFAULT '0'); INSERT INTO clock DEFAULT VALUES;"
                + "CREATE OR REPLACE FUNCTION headrace_now() RETURNS timestamptz LANGUAGE sql STABLE AS"
                + " 'SELECT coalesce(stopped, statement_timestamp()) + ahead FROM clock'");
    }

    /** What one test class puts in before all its tests stays there. */
    public DeliveryTables keepingRows() {
        keepsRows = true;
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!keepsRows) {
            script("TRUNCATE event, delivery, attempt");
        }
        script("UPDATE clock SET stopped = NULL, ahead = '0'");
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        await(pool.close());
        backends.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    public Pool pool() {
        return pool;
    }

    /** @param interval as PostgreSQL writes it */
    public void setClockAhead(String interval) {
        script("UPDATE clock SET ahead = '" + interval + "'");
    }

    /** From here on only {@link #setClockAhead} moves it, however long the test takes. */
    public void stopClock() {
        script("UPDATE clock SET stopped = statement_timestamp()");
    }

    /** How many were new; none is leased. */
    int insert(List<PlannedDelivery> planned) {
        return await(new DeliveryStore(pool).insert(planned, NO_LEASES)).count();
    }

    /** With room for every owner. */
    static LeaseRequest aRequest(String holder, int limit, int perDestination, Map<String, Integer> free) {
        return new LeaseRequest(
                holder,
                LEASE,
                limit,
                true,
                new LeaseRequest.Budget<>(perDestination, free),
                new LeaseRequest.Budget<>(1_000, Map.of()));
    }

    /** What takes longer than the services' deadlines allow. */
    public void longScript(String sql) {
        Pool patient = poolWith(Map.of());
        await(patient.query(sql).execute().eventually(patient::close));
    }

    /** Another one, whose sessions have these settings instead. */
    public Pool poolWith(Map<String, String> settings) {
        PgConnectOptions server = server(backends.database());
        settings.forEach(server::addProperty);
        return Pool.newInstance(
                PgBuilder.pool().connectingTo(server).using(VERTX).build());
    }

    private static PgConnectOptions server(DatabaseAddress database) {
        return PgConnectOptions.fromUri(database.url())
                .setUser(database.username())
                .setPassword(database.password());
    }

    private static Pool pool(DatabaseAddress database, DeadlinePool creator) {
        PgConnectOptions server = server(database);
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
                4711L,
                "{\"name\":\"工单\"}");
        return new PlannedDelivery(
                Ids.derive(eventId, "callback"),
                event,
                null,
                "https://" + host + ":443/hook",
                null,
                null,
                Duration.ZERO,
                false,
                false);
    }

    public List<String> texts(String sql) {
        return StreamSupport.stream(
                        await(pool.preparedQuery(sql).execute(Tuple.tuple())).spliterator(), false)
                .map((Row row) -> row.getString(0))
                .toList();
    }

    public void script(String sql) {
        await(pool.query(sql).execute());
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }
}
