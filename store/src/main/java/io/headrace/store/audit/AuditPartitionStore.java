package io.headrace.store.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Keeps the audit trail's daily partitions ahead of the calendar, and drops those that are past their time. */
@Singleton
public final class AuditPartitionStore {
    /** Attaching or dropping a partition locks the table: better to give up and try again than to hold others up. */
    private static final String LIMIT_LOCKS = "SET LOCAL lock_timeout = '2s'";

    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('headrace_ensure_partitions'))";
    private static final String ENSURE =
            "SELECT headrace_ensure_audit_partitions((headrace_now() AT TIME ZONE 'UTC')::date, 8)";
    private static final String DROP = """
            SELECT headrace_drop_partitions('audit_entry', (headrace_now() AT TIME ZONE 'UTC')::date - $1::int)
                AS dropped""";

    private final Pool pool;

    AuditPartitionStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes a week's partitions, and drops the days that ended more than {@code days} ago; how many it were. */
    public Uni<Integer> keep(int days) {
        return pool.withTransaction(connection -> connection
                .query(LIMIT_LOCKS)
                .execute()
                .chain(() -> connection.query(ONE_AT_A_TIME).execute())
                .chain(() -> connection.query(ENSURE).execute())
                .chain(() -> connection.preparedQuery(DROP).execute(Tuple.of(days)))
                .map(rows -> rows.iterator().next().getInteger("dropped")));
    }
}
