package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** Keeps what subscriptions that are held are not to be sent, and takes one of it out to try the target. */
@Singleton
public final class HoldStore {
    private static final int AT_ONCE = 1_000;
    private static final int PROBES_AT_ONCE = 100;

    private static final String HOLD_LEASED = """
            UPDATE delivery
            SET state = CASE WHEN s.phase = 'held' AND s.probe IS DISTINCT FROM delivery.id THEN 'held'
                             WHEN attempts = 0 THEN 'pending' ELSE 'waiting' END,
                lease_id = NULL, lease_holder = NULL, leased_until = NULL
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS kept (id, lease_id, subscription_id)
                LEFT JOIN subscription_state s ON s.subscription_id = kept.subscription_id
            WHERE delivery.id = kept.id AND delivery.lease_id = kept.lease_id AND delivery.state = 'sending'""";

    // A test event is for the record of its own subscription: it tries the target, held or not. What was put off
    // because an earlier one was not finished waits for that one only.
    private static final String HOLD_WAITING = """
            WITH waiting AS (
                SELECT delivery.id
                FROM subscription_state s JOIN delivery ON delivery.subscription_id = s.subscription_id
                WHERE s.phase = 'held' AND delivery.state IN ('pending', 'waiting')
                  AND delivery.id IS DISTINCT FROM s.probe AND delivery.record_id <> delivery.subscription_id
                LIMIT $1
                FOR UPDATE OF delivery SKIP LOCKED)
            UPDATE delivery
            SET state = 'held', blocked = NULL,
                due_at = CASE WHEN blocked THEN least(due_at, headrace_now()) ELSE due_at END
            FROM waiting
            WHERE delivery.id = waiting.id AND delivery.state IN ('pending', 'waiting')""";

    // Who has nothing that could be a probe waits for the next event, which is one.
    private static final String TO_PROBE = """
            SELECT subscription_id, probes
            FROM subscription_state s
            WHERE phase = 'held' AND next_probe_at <= headrace_now()
              AND (SELECT id FROM delivery WHERE delivery.subscription_id = s.subscription_id AND state = 'held'
                   ORDER BY id LIMIT 1) IS NOT NULL
              AND coalesce((SELECT state FROM delivery WHERE id = s.probe), '') NOT IN ('pending', 'waiting', 'sending')
            ORDER BY next_probe_at
            LIMIT $1
            FOR UPDATE SKIP LOCKED""";

    /** A condition on a {@code delivery} that is held: nothing before it in its line is open. */
    static final String FIRST_IN_LINE = """
            (SELECT ahead.id FROM delivery AS ahead
             WHERE delivery.sequence IS NOT NULL AND ahead.subscription_id = delivery.subscription_id
               AND ahead.record_id = delivery.record_id AND ahead.sequence < delivery.sequence
               AND ahead.sequence IS NOT NULL AND ahead.state IN ('pending', 'waiting', 'sending', 'held')
             LIMIT 1) IS NULL
            """;

    // Of the oldest the one that was tried least: one that no target would take must not keep the others back.
    private static final String PROBE = """
            WITH chosen AS (
                SELECT DISTINCT ON (due.subscription_id) due.subscription_id, wait_ms, oldest.id
                FROM unnest($1::uuid[], $2::bigint[]) AS due (subscription_id, wait_ms), LATERAL (
                    SELECT id, coalesce(probes, 0) AS probes FROM delivery
                    WHERE delivery.subscription_id = due.subscription_id AND state = 'held'
                      AND """ + FIRST_IN_LINE + """
                    ORDER BY id LIMIT 100) AS oldest
                ORDER BY due.subscription_id, oldest.probes, oldest.id),
            moved AS (
                UPDATE delivery
                SET state = CASE attempts WHEN 0 THEN 'pending' ELSE 'waiting' END, due_at = headrace_now(),
                    blocked = NULL
                FROM chosen WHERE delivery.id = chosen.id AND delivery.state = 'held'
                RETURNING delivery.id)
            UPDATE subscription_state s
            SET probe = chosen.id, probes = s.probes + 1,
                next_probe_at = headrace_now() + wait_ms * interval '1 millisecond'
            FROM chosen JOIN moved ON moved.id = chosen.id
            WHERE s.subscription_id = chosen.subscription_id""";

    private final Pool pool;

    HoldStore(Pool pool) {
        this.pool = pool;
    }

    /** What was leased and is to be kept; one that is not held any more by now is due again. */
    public Uni<Integer> hold(List<LeasedDelivery> leased) {
        Tuple row = Tuple.of(
                leased.stream().map(LeasedDelivery::id).toArray(UUID[]::new),
                leased.stream().map(LeasedDelivery::leaseId).toArray(UUID[]::new),
                leased.stream().map(HoldStore::subscriptionId).toArray(UUID[]::new));
        return pool.preparedQuery(HOLD_LEASED).execute(row).map(RowSet::rowCount);
    }

    /** Some of what waits for subscriptions that are held; answers how many. */
    public Uni<Integer> holdWaiting() {
        return pool.preparedQuery(HOLD_WAITING).execute(Tuple.of(AT_ONCE)).map(RowSet::rowCount);
    }

    /**
     * Has one of the oldest held deliveries of each subscription attempted whose probe is due; answers how many.
     *
     * @param pause until the next probe, after so many
     */
    public Uni<Integer> probe(IntFunction<Duration> pause) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(TO_PROBE)
                .execute(Tuple.of((long) PROBES_AT_ONCE))
                .chain(due -> due.size() == 0 ? Uni.createFrom().item(0) : probe(connection, due, pause)));
    }

    private static Uni<Integer> probe(SqlConnection connection, RowSet<Row> due, IntFunction<Duration> pause) {
        List<UUID> ids = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        due.forEach(row -> {
            ids.add(row.getUUID("subscription_id"));
            waits.add(pause.apply(row.getInteger("probes") + 1).toMillis());
        });
        return connection
                .preparedQuery(PROBE)
                .execute(Tuple.of(ids.toArray(UUID[]::new), waits.toArray(Long[]::new)))
                .map(RowSet::rowCount);
    }

    private static UUID subscriptionId(LeasedDelivery delivery) {
        SubscriptionTarget subscription = delivery.subscription();
        if (subscription == null) {
            throw new IllegalArgumentException("delivery " + delivery.id() + " has no subscription: it is never held");
        }
        return subscription.id();
    }
}
