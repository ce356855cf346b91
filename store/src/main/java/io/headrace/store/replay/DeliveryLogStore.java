package io.headrace.store.replay;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import io.headrace.store.delivery.AttemptTimings;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what became of deliveries, for whom they belong to. */
@Singleton
public final class DeliveryLogStore {
    /** A count stops here: what is more is more. */
    public static final int COUNTED_AT_MOST = 100_000;

    static final String LAST = """
            LEFT JOIN LATERAL (SELECT status, failure FROM attempt a WHERE a.delivery_id = d.id
                               ORDER BY number DESC LIMIT 1) last ON true""";

    private static final String LIST = """
            SELECT d.id, d.event_id, e.type, endpoint.slug, e.environment, e.record_id, d.subscription_id, d.target_url,
                   d.state, d.attempts, CASE WHEN d.state IN ('pending', 'waiting') THEN d.due_at END AS next_attempt_at,
                   d.replay_of, last.status, last.failure, d.created_at, d.finished_at
            FROM event e
                JOIN delivery d ON d.event_id = e.id
                LEFT JOIN endpoint ON endpoint.id = e.endpoint_id\s""" + LAST + " WHERE ";

    private static final String ORDER = " ORDER BY e.id DESC, d.id DESC LIMIT ";

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT FROM event e JOIN delivery d ON d.event_id = e.id ";

    private static final String ATTEMPTS = """
            SELECT number, started_at, duration_ms, status, failure, dns_ms, connect_ms, tls_ms, first_byte_ms,
                   response_headers, response_body, next_attempt_at
            FROM attempt WHERE delivery_id = $1 ORDER BY number""";

    private final TenantPool pool;

    DeliveryLogStore(TenantPool pool) {
        this.pool = pool;
    }

    /** The newest first. */
    public Uni<List<LoggedDelivery>> list(DeliveryFilter filter, int limit, long offset) {
        FilterQuery query = new FilterQuery(filter);
        String sql = LIST + query.conditions() + ORDER + query.bind((long) limit) + " OFFSET " + query.bind(offset);
        return pool.read(filter.ownerId(), sql, query.values()).map(DeliveryLogStore::all);
    }

    /** The newest first, older than this place; from the newest on where it is null. */
    public Uni<List<LoggedDelivery>> listBefore(DeliveryFilter filter, int limit, @Nullable DeliveryPlace before) {
        FilterQuery query = new FilterQuery(filter);
        String older = before == null
                ? ""
                // The first condition follows from the second; an index can be walked by it alone.
                : " AND e.id <= " + query.bind(before.eventId()) + " AND (e.id, d.id) < ("
                        + query.bind(before.eventId()) + ", " + query.bind(before.deliveryId()) + ")";
        String sql = LIST + query.conditions() + older + ORDER + query.bind((long) limit);
        return pool.read(filter.ownerId(), sql, query.values()).map(DeliveryLogStore::all);
    }

    /** How many, at most {@link #COUNTED_AT_MOST}. */
    public Uni<Long> count(DeliveryFilter filter) {
        return count(filter, "");
    }

    /** How many a replay of them would send, at most {@link #COUNTED_AT_MOST}. */
    public Uni<Long> countReplayable(DeliveryFilter filter) {
        return count(filter, ReplayStore.NOT_MADE_UP_FOR);
    }

    public Uni<Optional<LoggedDelivery>> find(DeliveryFilter filter, UUID id) {
        return list(filter.withDelivery(id), 1, 0).map(found -> found.stream().findFirst());
    }

    /** In their order; only of a delivery that {@link #find} has shown to be the caller's. */
    public Uni<List<LoggedAttempt>> attempts(UUID ownerId, UUID deliveryId) {
        return pool.read(ownerId, ATTEMPTS, Tuple.of(deliveryId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryLogStore::attempt)
                        .toList());
    }

    private Uni<Long> count(DeliveryFilter filter, String more) {
        FilterQuery query = new FilterQuery(filter);
        String sql = COUNT + (filter.status() == null ? "" : LAST) + " WHERE " + query.conditions() + more + " LIMIT "
                + query.bind((long) COUNTED_AT_MOST) + ") AS counted";
        return pool.read(filter.ownerId(), sql, query.values())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static List<LoggedDelivery> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(DeliveryLogStore::delivery)
                .toList();
    }

    private static LoggedDelivery delivery(Row row) {
        return new LoggedDelivery(
                row.getUUID("id"),
                row.getUUID("event_id"),
                EventType.ofWireName(row.getString("type")),
                row.getString("slug"),
                Environment.ofWireName(row.getString("environment")),
                row.getUUID("record_id"),
                row.getUUID("subscription_id"),
                row.getString("target_url"),
                row.getString("state"),
                row.getInteger("attempts"),
                instant(row.getOffsetDateTime("next_attempt_at")),
                row.getUUID("replay_of"),
                row.getInteger("status"),
                row.getString("failure"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("finished_at")));
    }

    private static LoggedAttempt attempt(Row row) {
        return new LoggedAttempt(
                row.getInteger("number"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getInteger("duration_ms"),
                row.getInteger("status"),
                row.getString("failure"),
                new AttemptTimings(
                        row.getInteger("dns_ms"),
                        row.getInteger("connect_ms"),
                        row.getInteger("tls_ms"),
                        row.getInteger("first_byte_ms")),
                row.getString("response_headers"),
                row.getString("response_body"),
                instant(row.getOffsetDateTime("next_attempt_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
