package io.headrace.store.replay;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import io.headrace.store.delivery.AttemptTimings;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String STATEMENT_TIMEOUT = "57014";

    private static final String ATTEMPTS = """
            SELECT number, started_at, duration_ms, status, failure, dns_ms, connect_ms, tls_ms, first_byte_ms,
                   response_headers, response_body, next_attempt_at
            FROM attempt WHERE delivery_id = $1 ORDER BY number""";

    private final TenantPool pool;

    DeliveryLogStore(TenantPool pool) {
        this.pool = pool;
    }

    /** The newest first; fails with {@link SearchTooLong}, as all that search do. */
    public Uni<List<LoggedDelivery>> list(DeliveryFilter filter, int limit, long offset) {
        return list(filter, DeliverySearch.list(filter, limit, offset, null));
    }

    /** The newest first, older than this place; from the newest on where it is null. */
    public Uni<List<LoggedDelivery>> listBefore(DeliveryFilter filter, int limit, @Nullable DeliveryPlace before) {
        return list(filter, DeliverySearch.list(filter, limit, 0, before));
    }

    /** How many, at most {@link #COUNTED_AT_MOST}. */
    public Uni<Long> count(DeliveryFilter filter) {
        return count(filter, DeliverySearch.count(filter, COUNTED_AT_MOST));
    }

    /** How many a replay of them would send, at most {@link #COUNTED_AT_MOST}. */
    public Uni<Long> countReplayable(DeliveryFilter filter) {
        return count(filter, DeliverySearch.countReplayable(filter, COUNTED_AT_MOST));
    }

    /** As {@link #countReplayable}, for who can do without: it is given up after a second. */
    public Uni<Long> countReplayableSoon(DeliveryFilter filter) {
        DeliverySearch search = DeliverySearch.countReplayable(filter, COUNTED_AT_MOST);
        return named(pool.read(filter.ownerId(), SOON, search.sql(), search.values()))
                .map(DeliveryLogStore::number);
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

    private Uni<List<LoggedDelivery>> list(DeliveryFilter filter, DeliverySearch search) {
        return found(filter, search).map(DeliveryLogStore::all);
    }

    /** What matches little is looked for among all that there is, for as long as PostgreSQL lets a statement run. */
    private Uni<RowSet<Row>> found(DeliveryFilter filter, DeliverySearch search) {
        return named(pool.read(filter.ownerId(), search.sql(), search.values()));
    }

    private static Uni<RowSet<Row>> named(Uni<RowSet<Row>> search) {
        return search.onFailure(
                        failure -> failure instanceof PgException e && STATEMENT_TIMEOUT.equals(e.getSqlState()))
                .transform(SearchTooLong::new);
    }

    private Uni<Long> count(DeliveryFilter filter, DeliverySearch search) {
        return found(filter, search).map(DeliveryLogStore::number);
    }

    private static long number(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
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
