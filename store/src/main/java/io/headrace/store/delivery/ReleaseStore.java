package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Ends holds, and sends what was held: the oldest first, so many a second, each step with its deliveries in one
 * transaction. While it lasts new ones are held behind it, and are drained with the rest.
 */
@Singleton
public final class ReleaseStore {
    /** How a row of subscription_state changes when its hold ends: nothing is known of the target from here on. */
    public static final String RELEASED = """
            phase = 'releasing', released_at = headrace_now(), stepped_at = NULL, recovered = false,
            failing_since = NULL, failures = 0, failed = '{}'""";

    // Whose probe succeeded though nobody lived to say so; who was activated, or points elsewhere, since it was held;
    // and
    // who is wanted no more, or whose owner was deactivated: what is sent to those is cancelled instead.
    private static final String END_HOLDS = "UPDATE subscription_state SET " + RELEASED + " " + """
            FROM subscription_state s
                LEFT JOIN subscription ON subscription.id = s.subscription_id
                LEFT JOIN subscription_target target ON target.id = s.subscription_id
                LEFT JOIN owner ON owner.id = subscription.owner_id
            WHERE subscription_state.subscription_id = s.subscription_id AND subscription_state.phase = 'held'
              AND s.phase = 'held'
              AND (target.live IS NOT TRUE OR NOT owner.active OR subscription.enabled_at > s.held_at OR subscription.target_url <> s.url
                   OR (SELECT state FROM delivery WHERE delivery.id = s.probe) = 'delivered')""";

    // The planner cannot know how few are sent, and would read all that is held to find them again: 120 ms of 500,000,
    // where 2 ms do.
    private static final String LOOK_UP_EACH = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

    private static final String NEXT = """
            SELECT subscription_id, recovered,
                   (extract(epoch FROM headrace_now() - released_at) * 1000)::bigint AS released_ms
            FROM subscription_state
            WHERE phase IN ('releasing', 'drained')
              AND (stepped_at IS NULL OR stepped_at <= headrace_now() - interval '1 second')
            ORDER BY stepped_at NULLS FIRST
            LIMIT 1
            FOR UPDATE SKIP LOCKED""";

    // Spread over the second, in their order, retries too; but none before the wait for its first attempt is over.
    // What a slow target has not taken yet leaves less room for more, and until one has succeeded what is under way
    // does too; what waits for an earlier one of its record does not.
    private static final String SEND = sending("""
            oldest AS (
                SELECT id FROM delivery
                WHERE subscription_id = $1 AND state = 'held'
                ORDER BY id LIMIT (SELECT free FROM room)
                FOR UPDATE SKIP LOCKED)""", "true");

    // Until one has succeeded those go first that were tried least, none that waits in line: a few that the target will
    // never take must not bring the hold back for all.
    private static final String SEND_FIRST = sending("""
            oldest AS (
                SELECT id
                FROM (SELECT id, probes FROM delivery
                      WHERE subscription_id = $1 AND state = 'held' AND """ + HoldStore.FIRST_IN_LINE + """
                      ORDER BY id LIMIT 100) AS candidate
                ORDER BY coalesce(probes, 0), id LIMIT (SELECT free FROM room))""", """
            NOT EXISTS (
                SELECT FROM delivery
                WHERE subscription_id = $1 AND state = 'held' AND id NOT IN (SELECT id FROM oldest))""");

    // One that was inserted beside the last step is found by the steps of the minute after it.
    private static final String STEP = """
            UPDATE subscription_state
            SET stepped_at = headrace_now(),
                drained_at = CASE WHEN phase = 'releasing' AND $2::boolean THEN headrace_now() ELSE drained_at END,
                phase = CASE WHEN NOT $2::boolean THEN phase
                             WHEN phase = 'releasing' THEN 'drained'
                             WHEN drained_at <= headrace_now() - interval '1 minute' THEN NULL
                             ELSE phase END
            WHERE subscription_id = $1""";

    // Walks from one subscription that has some to the next. What is held for one that is not held was held late: by an
    // instance that was frozen, or whose answer was.
    private static final String FIND_FORGOTTEN = """
            WITH RECURSIVE holder AS (
                (SELECT subscription_id FROM delivery WHERE state = 'held' ORDER BY subscription_id LIMIT 1)
                UNION ALL
                SELECT (SELECT delivery.subscription_id FROM delivery
                        WHERE state = 'held' AND delivery.subscription_id > holder.subscription_id
                        ORDER BY delivery.subscription_id LIMIT 1)
                FROM holder WHERE holder.subscription_id IS NOT NULL)
            INSERT INTO subscription_state AS s (subscription_id, phase, released_at)
            SELECT holder.subscription_id, 'releasing', headrace_now()
            FROM holder LEFT JOIN subscription_state known ON known.subscription_id = holder.subscription_id
            WHERE holder.subscription_id IS NOT NULL AND known.phase IS NULL
            ON CONFLICT (subscription_id) DO UPDATE
            SET phase = 'releasing', released_at = headrace_now(), stepped_at = NULL, recovered = false
            WHERE s.phase IS NULL""";

    private final Pool pool;

    /** How many deliveries may be sent in the second after so long a release. */
    public interface Throttle {
        int limit(Duration sinceRelease, boolean recovered);
    }

    ReleaseStore(Pool pool) {
        this.pool = pool;
    }

    /** Releases those for whom there is a reason by now; answers how many. */
    public Uni<Integer> endHolds() {
        return pool.preparedQuery(END_HOLDS).execute().map(RowSet::rowCount);
    }

    /** One step of one subscription that has made none for a second; answers whether there was such a one. */
    public Uni<Boolean> step(Throttle throttle) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(NEXT)
                .execute()
                .chain(next -> next.size() == 0
                        ? Uni.createFrom().item(false)
                        : step(connection, next.iterator().next(), throttle).replaceWith(true)));
    }

    /** Has what is held for nobody sent; answers for how many subscriptions there was some. */
    public Uni<Integer> findForgotten() {
        return pool.preparedQuery(FIND_FORGOTTEN).execute().map(RowSet::rowCount);
    }

    /**
     * @param oldest the deliveries that are sent
     * @param noneLeft whether nothing but those is held, where there was room for more
     */
    private static String sending(String oldest, String noneLeft) {
        return """
            WITH room AS (
                SELECT greatest(0, $2::bigint - (
                    SELECT count(*)
                    FROM (SELECT FROM delivery
                          WHERE subscription_id = $1 AND state IN ('pending', 'waiting')
                            AND (state = 'pending' OR NOT $3::boolean) AND blocked IS NOT TRUE
                            AND due_at <= headrace_now() + interval '1 second'
                          LIMIT $2) AS taken) - (
                    SELECT count(*) FROM delivery
                    WHERE state = 'sending' AND NOT $3::boolean AND subscription_id = $1)) AS free),
            %s,
            chosen AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM oldest),
            sent AS (
                UPDATE delivery
                SET state = CASE attempts WHEN 0 THEN 'pending' ELSE 'waiting' END, blocked = NULL,
                    due_at = greatest(CASE attempts WHEN 0 THEN delivery.due_at END,
                                      headrace_now() + place * interval '1 second' / $2::bigint)
                FROM chosen WHERE delivery.id = chosen.id AND delivery.state = 'held'
                RETURNING delivery.id)
            SELECT (SELECT count(*) FROM sent) < (SELECT free FROM room) AND %s AS drained""".formatted(oldest, noneLeft);
    }

    private static Uni<Void> step(SqlConnection connection, Row next, Throttle throttle) {
        UUID subscriptionId = next.getUUID("subscription_id");
        boolean recovered = next.getBoolean("recovered");
        int limit = throttle.limit(Duration.ofMillis(next.getLong("released_ms")), recovered);
        return connection
                .query(LOOK_UP_EACH)
                .execute()
                .chain(() -> connection
                        .preparedQuery(recovered ? SEND : SEND_FIRST)
                        .execute(Tuple.of(subscriptionId, (long) limit, recovered)))
                .map(rows -> rows.iterator().next().getBoolean("drained"))
                .chain(drained -> connection.preparedQuery(STEP).execute(Tuple.of(subscriptionId, drained)))
                .replaceWithVoid();
    }
}
