package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Measures the backlog for the gauges, cheaply: two partial indexes, and a count that stops. */
@Singleton
public final class BacklogStore {
    public static final int COUNTED_AT_MOST = 100_000;

    private static final String MEASURE = """
            SELECT (SELECT count(*) FROM
                       (SELECT FROM delivery WHERE state IN ('pending', 'waiting') LIMIT $1) AS open)
                 + (SELECT count(*) FROM (SELECT FROM delivery WHERE state = 'sending' LIMIT $1) AS sending) AS open,
                   (SELECT count(*) FROM (SELECT FROM delivery WHERE state = 'held' LIMIT $1) AS held) AS held,
                   (SELECT count(*) FROM subscription_state WHERE phase = 'held') AS held_subscriptions,
                   (SELECT greatest(0, (extract(epoch FROM headrace_now() - min(due_at)) * 1000)::bigint)
                    FROM delivery WHERE state IN ('pending', 'waiting')) AS oldest_due_ms""";

    private final Pool pool;

    BacklogStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Backlog> measure() {
        return pool.preparedQuery(MEASURE).execute(Tuple.of(COUNTED_AT_MOST)).map(rows -> {
            var row = rows.iterator().next();
            Long oldestDueMillis = row.getLong("oldest_due_ms");
            return new Backlog(
                    row.getLong("open"),
                    row.getLong("held"),
                    row.getLong("held_subscriptions"),
                    oldestDueMillis == null ? Duration.ZERO : Duration.ofMillis(oldestDueMillis));
        });
    }
}
