package io.headrace.store.command;

import io.headrace.store.day.OldDays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Lets go of operations that were kept for long enough: whole days, and the few rows that are in none. */
@Singleton
public final class OperationRetentionStore {
    private static final String DROP_DAY = "headrace_drop_oldest_day('operation', " + OldDays.FIRST_KEPT + ")";
    private static final String PRUNE = """
            DELETE FROM operation_default WHERE id = ANY (ARRAY(
                SELECT id FROM operation_default
                WHERE id""" + OldDays.BEFORE_FIRST_KEPT + """
                ORDER BY id LIMIT $2))""";

    private final Pool pool;

    OperationRetentionStore(Pool pool) {
        this.pool = pool;
    }

    /** Drops the oldest day that ended longer ago than {@code retention}; see {@link OldDays#drop}. */
    public Uni<Optional<LocalDate>> dropDay(Duration retention) {
        return OldDays.drop(pool, "operation", DROP_DAY, retention);
    }

    /** Deletes rows that are in no day, at most {@code limit}; how many it were. */
    public Uni<Integer> prune(Duration retention, int limit) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(retention.toSeconds(), (long) limit))
                .map(RowSet::rowCount);
    }
}
