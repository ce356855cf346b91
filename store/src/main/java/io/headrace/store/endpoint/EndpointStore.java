package io.headrace.store.endpoint;

import static io.headrace.store.endpoint.EndpointRows.all;
import static io.headrace.store.endpoint.EndpointRows.first;
import static io.headrace.store.endpoint.EndpointRows.total;

import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Keeps the endpoints of each owner, and every schema that they have had. */
@Singleton
public final class EndpointStore {
    private static final String COLUMNS =
            " id, owner_id, slug, name, schema, schema_version, active, created_at, updated_at ";
    private static final String IN_REACH = """
            FROM endpoint WHERE owner_id = $1 AND ($2::uuid IS NULL OR id = $2)""";
    private static final String LIST = "SELECT" + COLUMNS + IN_REACH + " ORDER BY created_at, id LIMIT $3 OFFSET $4";
    private static final String COUNT = "SELECT count(*) AS total " + IN_REACH;
    private static final String FIND = "SELECT" + COLUMNS + IN_REACH + " AND slug = $3";
    private static final String FIND_ID = "SELECT id " + IN_REACH + " AND slug = $3";
    private static final String FIND_TO_CHANGE = FIND + " FOR UPDATE";

    /** Who creates for the same owner at the same time waits here, so that the plan's bound holds. */
    private static final String PLAN = """
            SELECT p.max_endpoints, coalesce(o.plan_expires_at <= headrace_now(), false) AS expired
            FROM owner o JOIN plan p ON p.name = o.plan
            WHERE o.id = $1 FOR NO KEY UPDATE OF o""";

    /** A statement of its own: only a new one sees what the lock has waited for. */
    private static final String OWNED = """
            SELECT count(*) AS total, coalesce(bool_or(slug = $2), false) AS taken FROM endpoint WHERE owner_id = $1""";

    private static final String INSERT = """
            INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret,
                                  created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 1, $6, $7, headrace_now(), headrace_now())
            ON CONFLICT (owner_id, slug) DO NOTHING
            RETURNING""" + COLUMNS;
    private static final String UPDATE = """
            UPDATE endpoint
            SET name = coalesce($3, name), active = coalesce($4, active), schema = coalesce($5, schema),
                schema_version = schema_version + CASE WHEN $5 <> schema THEN 1 ELSE 0 END,
                updated_at = headrace_now()
            WHERE owner_id = $1 AND id = $2
            RETURNING""" + COLUMNS;
    private static final String KEEP_SCHEMA = """
            INSERT INTO endpoint_schema (endpoint_id, version, owner_id, schema, created_at)
            SELECT id, schema_version, owner_id, schema, headrace_now() FROM endpoint WHERE owner_id = $1 AND id = $2
            ON CONFLICT DO NOTHING""";
    private static final String SCHEMAS = """
            SELECT version, schema, created_at FROM endpoint_schema WHERE owner_id = $1 AND endpoint_id = $2
            ORDER BY version DESC LIMIT $3 OFFSET $4""";
    private static final String COUNT_SCHEMAS =
            "SELECT count(*) AS total FROM endpoint_schema WHERE owner_id = $1 AND endpoint_id = $2";

    /** Its keys and schemas go with it; its records go by the processor, which reads what is written here. */
    private static final String DELETE = """
            WITH gone AS (DELETE FROM endpoint WHERE owner_id = $1 AND id = $2 RETURNING id, owner_id)
            INSERT INTO deleted_endpoint (endpoint_id, owner_id, deleted_at, quiet_since, next_look_at)
            SELECT id, owner_id, headrace_now(), headrace_now(), headrace_now() FROM gone""";

    private final TenantPool pool;

    EndpointStore(TenantPool pool) {
        this.pool = pool;
    }

    /** Oldest first. */
    public Uni<EndpointPage> list(EndpointReach reach, int limit, long offset) {
        return pool.transact(
                reach.ownerId(),
                connection -> run(
                                connection, LIST, reach(reach).addInteger(limit).addLong(offset))
                        .chain(rows -> run(connection, COUNT, reach(reach))
                                .map(count -> new EndpointPage(all(rows, EndpointRows::endpoint), total(count)))));
    }

    public Uni<Optional<StoredEndpoint>> find(EndpointReach reach, String slug) {
        if (!Slug.isOne(slug)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.read(reach.ownerId(), FIND, reach(reach).addString(slug))
                .map(rows -> first(rows, EndpointRows::endpoint));
    }

    public Uni<Optional<UUID>> findId(EndpointReach reach, String slug) {
        if (!Slug.isOne(slug)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.read(reach.ownerId(), FIND_ID, reach(reach).addString(slug))
                .map(rows -> first(rows, row -> row.getUUID("id")));
    }

    public Uni<Creation> create(NewEndpoint wanted) {
        return pool.transact(
                wanted.ownerId(),
                connection -> run(connection, PLAN, Tuple.of(wanted.ownerId()))
                        .chain(plan -> run(connection, OWNED, Tuple.of(wanted.ownerId(), wanted.slug()))
                                .chain(owned -> create(connection, wanted, plan, owned))));
    }

    /** The endpoint as it is now; empty if there is none in reach. */
    public Uni<Optional<StoredEndpoint>> change(EndpointReach reach, String slug, EndpointChange change) {
        return pool.transact(
                reach.ownerId(),
                connection -> run(connection, FIND_TO_CHANGE, reach(reach).addString(slug))
                        .map(rows -> first(rows, EndpointRows::endpoint))
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(found)
                                : change(connection, found.get(), change).map(Optional::of)));
    }

    /** Whether there was one to delete. */
    public Uni<Boolean> delete(UUID ownerId, UUID endpointId) {
        return pool.write(ownerId, DELETE, Tuple.of(ownerId, endpointId)).map(rows -> rows.rowCount() == 1);
    }

    /** Newest first. */
    public Uni<SchemaVersionPage> schemas(UUID ownerId, UUID endpointId, int limit, long offset) {
        return pool.transact(
                ownerId,
                connection -> run(connection, SCHEMAS, Tuple.of(ownerId, endpointId, limit, offset))
                        .chain(rows -> run(connection, COUNT_SCHEMAS, Tuple.of(ownerId, endpointId))
                                .map(count -> new SchemaVersionPage(all(rows, EndpointRows::version), total(count)))));
    }

    private static Uni<Creation> create(
            SqlConnection connection, NewEndpoint wanted, RowSet<Row> plan, RowSet<Row> owned) {
        Row allowed = plan.iterator().next();
        Row has = owned.iterator().next();
        if (allowed.getBoolean("expired")) {
            return Uni.createFrom().item(new Creation.PlanExpired());
        }
        if (has.getBoolean("taken")) {
            return Uni.createFrom().item(new Creation.SlugTaken());
        }
        int most = allowed.getInteger("max_endpoints");
        return has.getLong("total") >= most
                ? Uni.createFrom().item(new Creation.PlanFull(most))
                : insert(connection, wanted);
    }

    /** The first owner's endpoint is made without the lock: a slug may be taken just now. */
    private static Uni<Creation> insert(SqlConnection connection, NewEndpoint wanted) {
        return run(connection, INSERT, row(wanted))
                .map(rows -> first(rows, EndpointRows::endpoint))
                .chain(created -> created.isEmpty()
                        ? Uni.createFrom().<Creation>item(new Creation.SlugTaken())
                        : run(connection, KEEP_SCHEMA, Tuple.of(wanted.ownerId(), wanted.id()))
                                .map(kept -> new Creation.Created(created.get())));
    }

    private static Uni<StoredEndpoint> change(SqlConnection connection, StoredEndpoint known, EndpointChange change) {
        Tuple row = Tuple.tuple()
                .addUUID(known.ownerId())
                .addUUID(known.id())
                .addString(change.name().orElse(null))
                .addBoolean(change.active().orElse(null))
                .addString(change.schema().orElse(null));
        return run(connection, UPDATE, row)
                .map(rows -> EndpointRows.endpoint(rows.iterator().next()))
                .call(changed -> run(connection, KEEP_SCHEMA, Tuple.of(known.ownerId(), known.id())));
    }

    private static Tuple row(NewEndpoint wanted) {
        return Tuple.tuple()
                .addUUID(wanted.id())
                .addUUID(wanted.ownerId())
                .addString(wanted.slug())
                .addString(wanted.name())
                .addString(wanted.schema())
                .addBoolean(wanted.active())
                .addString(wanted.sealedSigningSecret());
    }

    private static Tuple reach(EndpointReach reach) {
        return Tuple.tuple().addUUID(reach.ownerId()).addUUID(reach.onlyEndpoint());
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }
}
