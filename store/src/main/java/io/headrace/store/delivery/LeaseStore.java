package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Leases due deliveries, each to one instance at a time, and frees the leases of instances that died. */
@Singleton
public final class LeaseStore {
    // A destination is compared as it stands in the URL; the planner writes URLs in one form, so that no second
    // spelling of a host has a budget of its own.
    // An owner is looked up by their id for each row: as a condition that none is inactive, all of them would be read.
    //
    // One with a sequence waits while an earlier one of its record and subscription is open. That is judged in the
    // snapshot that shows it: whatever came before it was committed before it, and what is over never begins again. It
    // is put off, and counted in no budget, so that it does not stand at the head of the queue; the more are before it
    // the longer, for each of them that ends wakes the next one (AttemptStore).
    private static final String CLAIM = """
            WITH candidate AS MATERIALIZED (
                SELECT id, due_at, owner_id, subscription_id, record_id, sequence,
                       split_part(target_url, '/', 3) AS destination
                FROM delivery
                WHERE state IN ('pending', 'waiting') AND due_at <= headrace_now()
                  AND split_part(target_url, '/', 3) <> ALL ($1::text[])
                  AND owner_id <> ALL ($8::uuid[])
                  AND ($12::boolean OR attempts = 0)
                ORDER BY due_at
                LIMIT $2
                FOR UPDATE SKIP LOCKED),
            in_line AS (
                SELECT candidate.*, CASE WHEN sequence IS NOT NULL THEN (
                    SELECT CASE WHEN count(*) > 0 THEN
                               least(interval '64 seconds', greatest(count(*) * count(*) * interval '250 milliseconds',
                                   max(due_at) FILTER (WHERE state IN ('pending', 'waiting')) - headrace_now())) END
                    FROM (SELECT state, due_at FROM delivery AS ahead
                          WHERE ahead.subscription_id = candidate.subscription_id
                            AND ahead.record_id = candidate.record_id AND ahead.sequence < candidate.sequence
                            AND ahead.sequence IS NOT NULL AND ahead.state IN ('pending', 'waiting', 'sending', 'held')
                          ORDER BY ahead.sequence DESC LIMIT 16) AS nearest) END AS pause
                FROM candidate),
            of_destination AS (
                SELECT *, row_number() OVER (PARTITION BY destination, pause IS NULL ORDER BY due_at, id) AS place
                FROM in_line),
            of_owner AS (
                SELECT id, owner_id, subscription_id, destination, pause,
                       row_number() OVER (PARTITION BY owner_id, pause IS NULL ORDER BY due_at, id) AS place
                FROM of_destination
                    LEFT JOIN unnest($3::text[], $4::int[]) AS busy (destination, free) USING (destination)
                WHERE place <= coalesce(free, $5::int) OR pause IS NOT NULL),
            chosen AS (
                SELECT id, subscription_id, destination, pause
                FROM of_owner LEFT JOIN unnest($9::uuid[], $10::int[]) AS busy (owner_id, free) USING (owner_id)
                WHERE place <= coalesce(free, $11::int) OR pause IS NOT NULL)
            UPDATE delivery
            SET state = CASE WHEN pause IS NULL THEN 'sending' ELSE delivery.state END,
                lease_id = CASE WHEN pause IS NULL THEN gen_random_uuid() END,
                lease_holder = CASE WHEN pause IS NULL THEN $6 END,
                leased_until = CASE WHEN pause IS NULL
                    THEN headrace_now() + $7::bigint * interval '1 millisecond' END,
                target_url = coalesce(target.target_url, delivery.target_url),
                due_at = CASE WHEN pause IS NULL THEN delivery.due_at ELSE headrace_now() + pause END,
                blocked = CASE WHEN pause IS NOT NULL THEN true END
            FROM chosen LEFT JOIN subscription_target target ON target.id = chosen.subscription_id,
                event LEFT JOIN endpoint ON endpoint.id = event.endpoint_id
            WHERE delivery.id = chosen.id AND event.id = delivery.event_id AND delivery.state IN ('pending', 'waiting')
            RETURNING delivery.id, delivery.lease_id, delivery.attempts + 1 AS number, delivery.owner_id,
                event.id AS event_id, event.endpoint_id, event.request_id, event.traceparent,
                CASE WHEN pause IS NULL THEN event.body END AS body, delivery.due_at, delivery.target_url,
                chosen.destination, delivery.auth_header, delivery.sealed_auth, endpoint.signing_secret,
                chosen.subscription_id, delivery.replay_of IS NOT NULL AS replay,
                coalesce((SELECT active FROM owner WHERE owner.id = delivery.owner_id), true) AS owner_active,
                event.sequence, delivery.sequence IS NOT NULL AS ordered,
                coalesce(delivery.record_id = delivery.subscription_id, false) AS test,
                coalesce(delivery.probes, 0) AS probes,\s""" + SubscriptionTarget.COLUMNS;

    // The interrupted attempt has no known outcome and is made again, under the same number and at once.
    private static final String FREE = """
            UPDATE delivery
            SET state = CASE attempts WHEN 0 THEN 'pending' ELSE 'waiting' END,
                lease_id = NULL, lease_holder = NULL, leased_until = NULL
            WHERE state = 'sending' AND""";

    private static final String FREE_HELD_BY = FREE + " lease_holder = $1";
    private static final String FREE_UNKNOWN = FREE_HELD_BY + " AND lease_id <> ALL ($2::uuid[])";
    private static final String FREE_UNUSED = FREE_HELD_BY + " AND lease_id = ANY ($2::uuid[])";
    private static final String FREE_EXPIRED = FREE + " leased_until < headrace_now() AND lease_id <> ALL ($1::uuid[])";

    private final Pool pool;

    LeaseStore(Pool pool) {
        this.pool = pool;
    }

    /** Takes due deliveries, the longest due first; those that another instance is taking are passed over. */
    public Uni<ClaimedDeliveries> claim(LeaseRequest request) {
        LeaseRequest.Budget<String> destinations = request.destinations();
        LeaseRequest.Budget<UUID> owners = request.owners();
        Tuple row = Tuple.tuple()
                .addValue(destinations.spent().toArray(String[]::new))
                .addValue(request.limit())
                .addValue(destinations.free().keySet().toArray(String[]::new))
                .addValue(destinations.free().values().toArray(Integer[]::new))
                .addValue(destinations.each())
                .addValue(request.holder())
                .addValue(request.duration().toMillis())
                .addValue(owners.spent().toArray(UUID[]::new))
                .addValue(owners.free().keySet().toArray(UUID[]::new))
                .addValue(owners.free().values().toArray(Integer[]::new))
                .addValue(owners.each())
                .addValue(request.retries());
        return pool.preparedQuery(CLAIM).execute(row).map(LeaseStore::claimed);
    }

    /** Frees what an instance of this name held before it died; only that instance may ask, before its first claim. */
    public Uni<Integer> freeHeldBy(String holder) {
        return pool.preparedQuery(FREE_HELD_BY).execute(Tuple.of(holder)).map(rows -> rows.rowCount());
    }

    /**
     * Frees what an instance holds without knowing it, for the answer to its claim was lost. Only that instance may ask,
     * and not while a claim of its own is on its way.
     *
     * @param known the leases that it knows of
     */
    public Uni<Integer> freeUnknown(String holder, Collection<UUID> known) {
        Tuple row = Tuple.of(holder, known.toArray(UUID[]::new));
        return pool.preparedQuery(FREE_UNKNOWN).execute(row).map(rows -> rows.rowCount());
    }

    /** Frees leases that their holder has not begun to use. */
    public Uni<Integer> free(String holder, Collection<UUID> unused) {
        Tuple row = Tuple.of(holder, unused.toArray(UUID[]::new));
        return pool.preparedQuery(FREE_UNUSED).execute(row).map(rows -> rows.rowCount());
    }

    /** Frees leases whose time is over, except those that the caller knows to be alive. */
    public Uni<Integer> freeExpired(Collection<UUID> alive) {
        Tuple row = Tuple.tuple().addValue(alive.toArray(UUID[]::new));
        return pool.preparedQuery(FREE_EXPIRED).execute(row).map(rows -> rows.rowCount());
    }

    /** An update answers its rows in no order. */
    private static ClaimedDeliveries claimed(RowSet<Row> rows) {
        List<LeasedDelivery> leased = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("lease_id") != null)
                .sorted(Comparator.comparing(row -> row.getOffsetDateTime("due_at")))
                .map(LeaseStore::leased)
                .toList();
        return new ClaimedDeliveries(leased, rows.size() - leased.size());
    }

    private static LeasedDelivery leased(Row row) {
        return new LeasedDelivery(
                row.getUUID("id"),
                row.getUUID("lease_id"),
                row.getInteger("number"),
                row.getUUID("owner_id"),
                row.getUUID("event_id"),
                row.getUUID("endpoint_id"),
                row.getString("request_id"),
                row.getString("traceparent"),
                row.getString("body"),
                row.getString("target_url"),
                row.getString("destination"),
                row.getString("auth_header"),
                row.getString("sealed_auth"),
                row.getString("signing_secret"),
                SubscriptionTarget.read(row),
                row.getBoolean("replay"),
                row.getBoolean("owner_active"),
                row.getLong("sequence"),
                row.getBoolean("ordered"),
                row.getBoolean("test"),
                row.getInteger("probes"));
    }
}
