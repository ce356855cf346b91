package io.headrace.store.tenant;

import io.headrace.backends.DatabaseAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A migrated database, as who owns its tables, and as ingest-api. */
final class FencedDatabase implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Pool owner;
    private final Pool tenant;

    /** @param user who has migrated it, and logs in for ingest-api too */
    FencedDatabase(DatabaseAddress server, String database, String user, String password) {
        String url = "postgresql://" + server.host() + ":" + server.port() + "/" + database;
        PgConnectOptions address = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        this.owner = pool(address);
        this.tenant = pool(new PgConnectOptions(address).addProperty("role", TenantPool.ROLE));
    }

    void migrate() {
        Migrations.all().forEach(this::script);
    }

    /** With whatever SQL, and with nobody said. */
    Pool asIngest() {
        return tenant;
    }

    TenantPool tenants() {
        return new TenantPool(tenant);
    }

    void script(String sql) {
        await(owner.query(sql).execute());
    }

    List<String> texts(String sql) {
        return StreamSupport.stream(await(owner.query(sql).execute()).spliterator(), false)
                .map((Row row) -> row.getString(0))
                .toList();
    }

    long count(String table, UUID ownerId) {
        return await(tenants().read(ownerId, "SELECT count(*) FROM " + table, Tuple.tuple()))
                .iterator()
                .next()
                .getLong(0);
    }

    /** Of all owners. */
    long countAll(String table) {
        return await(owner.query("SELECT count(*) FROM " + table).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    @Override
    public void close() {
        await(owner.close());
        await(tenant.close());
        await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    /** One connection, so that what one question leaves behind the next one finds. */
    private Pool pool(PgConnectOptions server) {
        return Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                vertx, server.setCachePreparedStatements(true), new PoolOptions().setMaxSize(1)));
    }
}
