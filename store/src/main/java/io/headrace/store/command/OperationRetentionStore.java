package io.headrace.store.command;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Lets go of operations that were kept for long enough: whole days, and the few rows that are in none. */
@Singleton
public final class OperationRetentionStore {
    // As in the delivery log: a day's partition is dropped at once or at another time, so that nobody queues behind.
    private static final String LIMIT_LOCKS = "SET LOCAL lock_timeout = '100ms'";
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtext('headrace_operation_retention'))";
    private static final String NO_LOCK = "55P03";

    private static final String FIRST_DAY_KEPT =
            "((headrace_now() - $1::bigint * interval '1 second') AT TIME ZONE 'UTC')::date";
    private static final String DROP_DAY =
            "SELECT headrace_drop_oldest_day('operation', " + FIRST_DAY_KEPT + ") AS day";
    private static final String PRUNE = """
            DELETE FROM operation_default WHERE id = ANY (ARRAY(
                SELECT id FROM operation_default
                WHERE id < headrace_id_floor(""" + FIRST_DAY_KEPT + """
            ::timestamp AT TIME ZONE 'UTC')
                ORDER BY id LIMIT $2))""";

    private final Pool pool;

    OperationRetentionStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Drops the oldest day that ended longer ago than {@code retention}.
     *
     * @return which it was; empty if there is none, or if the table was busy
     */
    public Uni<Optional<LocalDate>> dropDay(Duration retention) {
        return pool.withTransaction(connection -> connection
                        .query(LIMIT_LOCKS)
                        .execute()
                        .chain(() -> connection.query(ONE_AT_A_TIME).execute())
                        .chain(() -> connection.preparedQuery(DROP_DAY).execute(Tuple.of(retention.toSeconds())))
                        .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("day"))))
                .onFailure(failure -> failure instanceof PgException e && NO_LOCK.equals(e.getSqlState()))
                .recoverWithItem(Optional.empty());
    }

    /** Deletes rows that are in no day, at most {@code limit}; how many it were. */
    public Uni<Integer> prune(Duration retention, int limit) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(retention.toSeconds(), (long) limit))
                .map(RowSet::rowCount);
    }
}
