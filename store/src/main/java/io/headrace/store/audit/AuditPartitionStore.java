package io.headrace.store.audit;

import io.headrace.store.day.OldDays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Keeps the audit trail's daily partitions ahead of the calendar, and drops those that are past their time. */
@Singleton
public final class AuditPartitionStore {
    /** Attaching a partition locks the table: better to give up and try again than to hold others up. */
    private static final String LIMIT_LOCKS = "SET LOCAL lock_timeout = '2s'";

    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('headrace_ensure_partitions'))";
    private static final String ENSURE =
            "SELECT headrace_ensure_audit_partitions((headrace_now() AT TIME ZONE 'UTC')::date, 8)";
    private static final String DROP_DAY = "headrace_drop_oldest_day('audit_entry', " + OldDays.FIRST_KEPT + ")";

    private final Pool pool;

    AuditPartitionStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes a week's partitions. */
    public Uni<Void> keepPartitions() {
        return pool.withTransaction(connection -> connection
                .query(LIMIT_LOCKS)
                .execute()
                .chain(() -> connection.query(ONE_AT_A_TIME).execute())
                .chain(() -> connection.query(ENSURE).execute())
                .replaceWithVoid());
    }

    /** Drops the oldest day that ended longer ago than {@code retention}; see {@link OldDays#drop}. */
    public Uni<Optional<LocalDate>> dropDay(Duration retention) {
        return OldDays.drop(pool, "audit_entry", DROP_DAY, retention);
    }
}
