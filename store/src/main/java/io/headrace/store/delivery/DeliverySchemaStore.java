package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Says whether the notifier's tables are there, and keeps their daily partitions ahead of the calendar. */
@Singleton
public final class DeliverySchemaStore {
    /** The last object of the newest migration; a migration is there whole or not at all. */
    private static final String EXISTS = "SELECT to_regclass('replay_job_turn') IS NOT NULL";

    // Attaching a partition locks the table: better to give up and try again than to queue in front of everyone. The
    // advisory lock keeps two instances from creating the same day.
    private static final String LIMIT_LOCKS = "SET LOCAL lock_timeout = '2s'";
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('headrace_ensure_partitions'))";
    private static final String ENSURE_PARTITIONS = """
            SELECT sum(headrace_ensure_partitions(parent, (statement_timestamp() AT TIME ZONE 'UTC')::date, $1))::int
            FROM unnest(ARRAY ['event', 'delivery', 'attempt']) AS parent""";

    private final Pool pool;

    DeliverySchemaStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Boolean> exists() {
        return pool.query(EXISTS).execute().map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Today's partitions and those of the days after it; answers how many were missing. */
    public Uni<Integer> ensurePartitions(int days) {
        return pool.withTransaction(connection -> connection
                .query(LIMIT_LOCKS)
                .execute()
                .chain(() -> connection.query(ONE_AT_A_TIME).execute())
                .chain(() -> connection.preparedQuery(ENSURE_PARTITIONS).execute(Tuple.of(days)))
                .map(rows -> rows.iterator().next().getInteger(0)));
    }
}
