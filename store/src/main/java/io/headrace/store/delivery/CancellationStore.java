package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Ends deliveries that their subscription wants no more, without an attempt. */
@Singleton
public final class CancellationStore {
    private static final int AT_ONCE = 1_000;

    private static final String CANCEL_LEASED = """
            UPDATE delivery
            SET state = 'cancelled', finished_at = headrace_now(), lease_id = NULL, lease_holder = NULL,
                leased_until = NULL
            FROM unnest($1::uuid[], $2::uuid[]) AS withdrawn (id, lease_id)
            WHERE delivery.id = withdrawn.id AND delivery.lease_id = withdrawn.lease_id
              AND delivery.state = 'sending'""";

    // Only subscriptions that were stopped lately are looked at: what is left of others is cancelled when it is due.
    private static final String CANCEL_WAITING = cancelling("delivery.state IN ('pending', 'waiting')");

    private static final String CANCEL_HELD = cancelling("delivery.state = 'held'");

    private final Pool pool;

    CancellationStore(Pool pool) {
        this.pool = pool;
    }

    /** @param states as an index has them */
    private static String cancelling(String states) {
        return """
            WITH stopped AS (
                SELECT id FROM subscription WHERE stopped_at > headrace_now() - interval '1 hour'
                UNION
                SELECT subscription_id FROM subscription_state WHERE disabled_at > headrace_now() - interval '1 hour'),
            waiting AS (
                SELECT delivery.id
                FROM stopped
                    JOIN subscription_target target ON target.id = stopped.id AND NOT target.live
                    JOIN delivery ON delivery.subscription_id = stopped.id
                WHERE %1$s
                LIMIT $1
                FOR UPDATE OF delivery SKIP LOCKED)
            UPDATE delivery SET state = 'cancelled', finished_at = headrace_now()
            FROM waiting
            WHERE delivery.id = waiting.id AND %1$s""".formatted(states);
    }

    /** Answers how many were; one whose lease was taken away meanwhile is not. */
    public Uni<Integer> cancel(List<LeasedDelivery> withdrawn) {
        Tuple row = Tuple.of(
                withdrawn.stream().map(LeasedDelivery::id).toArray(UUID[]::new),
                withdrawn.stream().map(LeasedDelivery::leaseId).toArray(UUID[]::new));
        return pool.preparedQuery(CANCEL_LEASED).execute(row).map(RowSet::rowCount);
    }

    /** Some of what waits, or is held, though its subscription was stopped; answers how many. */
    public Uni<Integer> cancelWaiting() {
        return pool.preparedQuery(CANCEL_WAITING)
                .execute(Tuple.of(AT_ONCE))
                .chain(waiting -> pool.preparedQuery(CANCEL_HELD)
                        .execute(Tuple.of(AT_ONCE))
                        .map(held -> waiting.rowCount() + held.rowCount()));
    }
}
