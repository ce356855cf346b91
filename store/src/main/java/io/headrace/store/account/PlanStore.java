package io.headrace.store.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Keeps the plans, each with its limits for single writes, batches and reads. */
@Singleton
public final class PlanStore {
    private static final String SELECT = """
            SELECT p.name, p.max_endpoints,
                   w.per_second AS write_second, w.per_minute AS write_minute, w.per_day AS write_day,
                   w.per_month AS write_month,
                   b.per_second AS batch_second, b.per_minute AS batch_minute, b.per_day AS batch_day,
                   b.per_month AS batch_month,
                   r.per_second AS read_second, r.per_minute AS read_minute, r.per_day AS read_day,
                   r.per_month AS read_month
            FROM plan p
                JOIN plan_limit w ON w.plan = p.name AND w.kind = 'write'
                JOIN plan_limit b ON b.plan = p.name AND b.kind = 'batch'
                JOIN plan_limit r ON r.plan = p.name AND r.kind = 'read'
            """;
    private static final String FIND = SELECT + "WHERE p.name = $1";
    private static final String LIST = SELECT + "ORDER BY p.name LIMIT $1 OFFSET $2";
    private static final String COUNT = "SELECT count(*) AS total FROM plan";
    private static final String CREATE = """
            INSERT INTO plan (name, max_endpoints, created_at, updated_at)
            VALUES ($1, $2, headrace_now(), headrace_now()) ON CONFLICT (name) DO NOTHING""";
    private static final String REPLACE = """
            UPDATE plan SET max_endpoints = $2, updated_at = headrace_now() WHERE name = $1""";
    private static final String SET_LIMIT = """
            INSERT INTO plan_limit (plan, kind, per_second, per_minute, per_day, per_month)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (plan, kind) DO UPDATE
                SET per_second = excluded.per_second, per_minute = excluded.per_minute,
                    per_day = excluded.per_day, per_month = excluded.per_month""";
    /** Locked first: who is about to choose this plan waits until it is gone. */
    private static final String LOCK = "SELECT name FROM plan WHERE name = $1 FOR UPDATE";

    private static final String IN_USE = "SELECT EXISTS (SELECT FROM owner WHERE plan = $1) AS used";
    private static final String DELETE = "DELETE FROM plan WHERE name = $1";

    private final Pool pool;

    PlanStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<PlanView>> find(String name) {
        return pool.withConnection(connection -> run(connection, FIND, Tuple.of(name)))
                .map(rows -> Rows.first(rows, PlanStore::plan));
    }

    /** By name. */
    public Uni<List<PlanView>> list(int limit, long offset) {
        return pool.withConnection(connection -> run(connection, LIST, Tuple.of(limit, offset)))
                .map(rows -> Rows.all(rows, PlanStore::plan));
    }

    public Uni<Long> count() {
        return pool.withConnection(connection -> connection.query(COUNT).execute())
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    /** False if there is one of this name. */
    public Uni<Boolean> create(PlanView plan) {
        return write(CREATE, plan);
    }

    /** False if there is none of this name. */
    public Uni<Boolean> replace(PlanView plan) {
        return write(REPLACE, plan);
    }

    public Uni<PlanOutcome> delete(String name) {
        return pool.withTransaction(connection -> run(connection, LOCK, Tuple.of(name))
                .chain(locked -> locked.size() == 0
                        ? Uni.createFrom().item(PlanOutcome.MISSING)
                        : deleteUnused(connection, name)));
    }

    private static Uni<PlanOutcome> deleteUnused(SqlConnection connection, String name) {
        return run(connection, IN_USE, Tuple.of(name))
                .chain(rows -> rows.iterator().next().getBoolean("used")
                        ? Uni.createFrom().item(PlanOutcome.IN_USE)
                        : run(connection, DELETE, Tuple.of(name)).replaceWith(PlanOutcome.DELETED));
    }

    private Uni<Boolean> write(String statement, PlanView plan) {
        return pool.withTransaction(connection -> run(connection, statement, Tuple.of(plan.name(), plan.maxEndpoints()))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : setLimits(connection, plan).replaceWith(true)));
    }

    private static Uni<Void> setLimits(SqlConnection connection, PlanView plan) {
        return setLimit(connection, plan.name(), "write", plan.writes())
                .chain(() -> setLimit(connection, plan.name(), "batch", plan.batches()))
                .chain(() -> setLimit(connection, plan.name(), "read", plan.reads()));
    }

    private static Uni<Void> setLimit(SqlConnection connection, String plan, String kind, PlanLimits limits) {
        Tuple arguments = Tuple.of(plan, kind, limits.perSecond(), limits.perMinute(), limits.perDay());
        return run(connection, SET_LIMIT, arguments.addLong(limits.perMonth())).replaceWithVoid();
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }

    private static PlanView plan(Row row) {
        return new PlanView(
                row.getString("name"),
                row.getInteger("max_endpoints"),
                limits(row, "write"),
                limits(row, "batch"),
                limits(row, "read"));
    }

    private static PlanLimits limits(Row row, String kind) {
        return new PlanLimits(
                row.getLong(kind + "_second"),
                row.getLong(kind + "_minute"),
                row.getLong(kind + "_day"),
                row.getLong(kind + "_month"));
    }
}
