package io.headrace.store.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets subscriptions that were deleted, once the delivery log names them no more: of all owners at once. */
@Singleton
public final class SubscriptionRetentionStore {
    private static final String FORGET =
            "SELECT headrace_forget_subscriptions($1::bigint * interval '1 second', $2) AS forgotten";

    private final Pool pool;

    SubscriptionRetentionStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param age how long ago they were deleted, at least
     * @param limit how many at most
     * @return how many it were
     */
    public Uni<Integer> forget(Duration age, int limit) {
        return pool.withConnection(
                        connection -> connection.preparedQuery(FORGET).execute(Tuple.of(age.toSeconds(), limit)))
                .map(rows -> rows.iterator().next().getLong("forgotten").intValue());
    }
}
