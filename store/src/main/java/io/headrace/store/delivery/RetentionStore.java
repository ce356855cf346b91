package io.headrace.store.delivery;

import io.headrace.store.day.OldDays;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Lets go of what the delivery log has kept for long enough: whole days, and the few rows that are in none. */
@Singleton
public final class RetentionStore {
    private static final String DROP_DAY = "headrace_drop_delivery_day(" + OldDays.FIRST_KEPT + ")";

    // Days of which an id came from a clock that was far off are in the default partitions, and go row by row.
    private static final String OLD = OldDays.BEFORE_FIRST_KEPT;

    private static final List<String> PRUNE = List.of("""
            DELETE FROM delivery_default WHERE id = ANY (ARRAY(
                SELECT id FROM delivery_default
                WHERE id""" + OLD + """
                  AND state IN ('delivered', 'exhausted', 'cancelled')
                ORDER BY id LIMIT $2))""", """
            DELETE FROM attempt_default WHERE delivery_id = ANY (ARRAY(
                SELECT delivery_id FROM attempt_default a
                WHERE delivery_id""" + OLD + """
                  AND NOT EXISTS (SELECT FROM delivery d WHERE d.id = a.delivery_id)
                ORDER BY delivery_id LIMIT $2))""", """
            DELETE FROM event_default WHERE id = ANY (ARRAY(
                SELECT id FROM event_default e
                WHERE id""" + OLD + """
                  AND NOT EXISTS (SELECT FROM delivery d WHERE d.event_id = e.id)
                ORDER BY id LIMIT $2))""", """
            DELETE FROM replay_job WHERE id = ANY (ARRAY(
                SELECT id FROM replay_job
                WHERE state <> 'running' AND finished_at < headrace_now() - $1::bigint * interval '1 second'
                ORDER BY finished_at LIMIT $2))""");

    // By the indexes of what is open, in days that are over only.
    private static final List<String> GIVE_UP = List.of("""
            UPDATE delivery SET state = 'exhausted', finished_at = headrace_now(), blocked = NULL
            WHERE state IN ('pending', 'waiting') AND id = ANY (ARRAY(
                SELECT id FROM delivery
                WHERE state IN ('pending', 'waiting') AND id""" + OLD + """
                LIMIT $2 FOR UPDATE SKIP LOCKED))""", """
            UPDATE delivery SET state = 'exhausted', finished_at = headrace_now(), blocked = NULL
            WHERE state = 'held' AND id = ANY (ARRAY(
                SELECT id FROM delivery
                WHERE state = 'held' AND id""" + OLD + """
                LIMIT $2 FOR UPDATE SKIP LOCKED))""");

    private static final String PRUNE_STATES = """
            DELETE FROM subscription_state WHERE subscription_id = ANY (ARRAY(
                SELECT subscription_id FROM subscription_state state
                WHERE NOT EXISTS (SELECT FROM subscription s WHERE s.id = state.subscription_id)
                ORDER BY subscription_id LIMIT $1))""";

    private final Pool pool;

    RetentionStore(Pool pool) {
        this.pool = pool;
    }

    /** Drops the oldest day that ended longer ago than {@code retention} and of which no delivery is open. */
    public Uni<Optional<LocalDate>> dropDay(Duration retention) {
        return OldDays.drop(pool, "delivery", DROP_DAY, retention);
    }

    /**
     * Ends what still waits, or is held, of events that are past their time: nobody's may keep a day from going.
     *
     * @param limit of each kind
     * @return how many it were
     */
    public Uni<Integer> giveUp(Duration retention, int limit) {
        Tuple row = Tuple.of(retention.toSeconds(), (long) limit);
        return run(GIVE_UP.get(0), row)
                .chain(waiting -> run(GIVE_UP.get(1), row).map(held -> waiting + held));
    }

    /**
     * Deletes what is kept in no day: rows of the default partitions, jobs that are over, what was said of subscriptions
     * that are gone.
     *
     * @param limit rows of each kind
     * @return how many it were
     */
    public Uni<Integer> prune(Duration retention, int limit) {
        Tuple row = Tuple.of(retention.toSeconds(), (long) limit);
        Uni<Integer> all = run(PRUNE_STATES, Tuple.of((long) limit));
        for (String sql : PRUNE) {
            all = all.chain(before -> run(sql, row).map(count -> before + count));
        }
        return all;
    }

    private Uni<Integer> run(String sql, Tuple row) {
        return pool.preparedQuery(sql).execute(row).map(RowSet::rowCount);
    }
}
