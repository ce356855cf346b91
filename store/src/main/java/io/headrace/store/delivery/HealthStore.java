package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Keeps how the targets of subscriptions do: since when they fail, and which are held for it. */
@Singleton
public final class HealthStore {
    // What was seen counts only where the subscription still points there, and only from its last activation on:
    // another
    // url, or a person's word that it works, begins anew. While it is held, what it is held for stays.
    private static final String FAILED = """
            INSERT INTO subscription_state AS s (subscription_id, url, failing_since, failures, failed, last_failure,
                                                 last_status)
            SELECT seen.subscription_id, seen.url, headrace_now(), seen.failures,
                   (SELECT array_agg(DISTINCT delivery_id) FROM unnest($6::uuid[], $7::uuid[])
                        AS each (subscription_id, delivery_id) WHERE each.subscription_id = seen.subscription_id),
                   seen.failure, seen.status
            FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::int[])
                    AS seen (subscription_id, url, failures, failure, status)
                JOIN subscription ON subscription.id = seen.subscription_id AND subscription.target_url = seen.url
            ORDER BY seen.subscription_id
            ON CONFLICT (subscription_id) DO UPDATE
            SET (url, failing_since, failures, failed, last_failure, last_status) = (
                SELECT excluded.url,
                       CASE WHEN again THEN s.failing_since ELSE excluded.failing_since END,
                       CASE WHEN again THEN s.failures ELSE 0 END + excluded.failures,
                       (SELECT (array_agg(DISTINCT id))[1:$8]
                        FROM unnest(CASE WHEN again THEN s.failed || excluded.failed ELSE excluded.failed END) AS id),
                       excluded.last_failure, excluded.last_status
                FROM (SELECT s.url = excluded.url AND s.failing_since >= enabled_at AS again
                      FROM subscription WHERE id = s.subscription_id) AS known)
            WHERE s.phase IS DISTINCT FROM 'held' OR s.url = excluded.url
            RETURNING subscription_id, failing_since, failures, cardinality(failed) AS deliveries, phase, recovered, probes,
                (extract(epoch FROM headrace_now() - failing_since) * 1000)::bigint AS failing_ms""";

    // A success before the release is no success after it, but it is a reason to release.
    private static final String SUCCEEDED = """
            UPDATE subscription_state AS s
            SET url = seen.url, failing_since = NULL, failures = 0, failed = '{}', recovered = coalesce(phase <> 'held', false),
                phase = CASE phase WHEN 'held' THEN 'releasing' ELSE phase END,
                released_at = CASE phase WHEN 'held' THEN headrace_now() ELSE released_at END,
                stepped_at = CASE phase WHEN 'held' THEN NULL ELSE stepped_at END
            FROM unnest($1::uuid[], $2::text[]) AS seen (subscription_id, url)
                JOIN subscription ON subscription.id = seen.subscription_id AND subscription.target_url = seen.url
            WHERE s.subscription_id = seen.subscription_id""";

    private static final String HOLD = """
            UPDATE subscription_state AS s
            SET phase = 'held', held_at = headrace_now(), probe = NULL, recovered = false,
                probes = CASE WHEN $3::boolean THEN probes ELSE 0 END,
                next_probe_at = headrace_now() + $4::bigint * interval '1 millisecond'
            FROM subscription
            WHERE s.subscription_id = $1 AND subscription.id = $1 AND s.failing_since = $2
              AND s.phase IS DISTINCT FROM 'held' AND s.url = subscription.target_url
              AND s.failing_since >= subscription.enabled_at AND subscription.stopped_at IS NULL""";

    private final Pool pool;

    HealthStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Adds failures to what is known, at most one entry for each subscription.
     *
     * @param distinct how many different deliveries are remembered
     * @return how each of them stands now, but for those whose target is another one by now
     */
    public Uni<List<TargetHealth>> failed(List<TargetFailures> seen, int distinct) {
        List<UUID[]> deliveries = seen.stream()
                .flatMap(each -> each.deliveries().stream().map(id -> new UUID[] {each.subscriptionId(), id}))
                .toList();
        Tuple row = Tuple.tuple()
                .addValue(column(seen, TargetFailures::subscriptionId, UUID[]::new))
                .addValue(column(seen, TargetFailures::url, String[]::new))
                .addValue(column(seen, TargetFailures::attempts, Integer[]::new))
                .addValue(column(seen, each -> each.failure().wireName(), String[]::new))
                .addValue(column(seen, TargetFailures::status, Integer[]::new))
                .addValue(deliveries.stream().map(each -> each[0]).toArray(UUID[]::new))
                .addValue(deliveries.stream().map(each -> each[1]).toArray(UUID[]::new))
                .addValue(distinct);
        return pool.preparedQuery(FAILED)
                .execute(row)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HealthStore::health)
                        .toList());
    }

    /** Ends what is known of failures; a subscription that is held is released. */
    public Uni<Integer> succeeded(List<TargetSuccess> seen) {
        Tuple row = Tuple.of(
                column(seen, TargetSuccess::subscriptionId, UUID[]::new),
                column(seen, TargetSuccess::url, String[]::new));
        return pool.preparedQuery(SUCCEEDED).execute(row).map(RowSet::rowCount);
    }

    /**
     * Holds a subscription, if nothing has changed since its health was read; answers whether it was.
     *
     * @param firstProbe how long until its target is tried
     */
    public Uni<Boolean> hold(TargetHealth health, Duration firstProbe) {
        Tuple row = Tuple.of(
                health.subscriptionId(), health.failingSince(), health.isUntriedRelease(), firstProbe.toMillis());
        return pool.preparedQuery(HOLD).execute(row).map(rows -> rows.rowCount() == 1);
    }

    private static TargetHealth health(Row row) {
        String phase = row.getString("phase");
        return new TargetHealth(
                row.getUUID("subscription_id"),
                row.getOffsetDateTime("failing_since"),
                Duration.ofMillis(row.getLong("failing_ms")),
                row.getInteger("failures"),
                row.getInteger("deliveries"),
                "held".equals(phase),
                phase != null && !row.getBoolean("recovered"),
                row.getInteger("probes"));
    }

    private static <T, C> C[] column(List<T> items, Function<T, @Nullable C> column, IntFunction<C[]> array) {
        return items.stream().map(column).toArray(array);
    }
}
