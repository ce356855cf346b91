package io.headrace.store.quota;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Leases tokens to instances, never more than there are: many owners' in one statement. */
@Singleton
public final class QuotaStore {
    /**
     * A row is of the span that runs; who comes first in a new one begins at none. One that has waited for its lock
     * over the end of a span finds the new one, and gets nothing; one that finds a row of the far future knows that the
     * clock was set back. In order, so that two such statements never wait for each other.
     */
    private static final String LEASE = """
            INSERT INTO quota_taken AS q (owner_id, kind, span, span_start, taken, granted, most)
            SELECT w.owner_id, w.kind, w.span, date_trunc(w.span, headrace_now(), 'UTC'),
                   least(w.tokens, w.most), least(w.tokens, w.most), w.most
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
                AS w (owner_id, kind, span, tokens, most)
            ORDER BY w.owner_id, w.kind, w.span
            ON CONFLICT (owner_id, kind, span) DO UPDATE SET
                span_start = CASE WHEN q.span_start > excluded.span_start
                                       AND q.span_start < headrace_now() + interval '5 seconds'
                                  THEN q.span_start ELSE excluded.span_start END,
                granted = CASE WHEN q.span_start = excluded.span_start
                               THEN greatest(0, least(excluded.granted, excluded.most - q.taken))
                               WHEN q.span_start > excluded.span_start
                                    AND q.span_start < headrace_now() + interval '5 seconds' THEN 0
                               ELSE excluded.granted END,
                taken = CASE WHEN q.span_start = excluded.span_start
                             THEN q.taken + greatest(0, least(excluded.granted, excluded.most - q.taken))
                             WHEN q.span_start > excluded.span_start
                                  AND q.span_start < headrace_now() + interval '5 seconds' THEN q.taken
                             ELSE excluded.taken END,
                most = excluded.most
            RETURNING owner_id, kind, span, span_start, granted, taken, most, headrace_now() AS now""";

    private static final String BOOK = """
            INSERT INTO quota_taken AS q (owner_id, kind, span, span_start, taken, granted, most)
            SELECT b.owner_id, b.kind, b.span, b.span_start, greatest(0, b.tokens), b.tokens, 0
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[])
                AS b (owner_id, kind, span, span_start, tokens)
            ORDER BY b.owner_id, b.kind, b.span
            ON CONFLICT (owner_id, kind, span) DO UPDATE SET taken = greatest(0, q.taken + excluded.granted)
            WHERE q.span_start = excluded.span_start""";

    private final Pool pool;

    QuotaStore(Pool pool) {
        this.pool = pool;
    }

    /** Takes what there is of what is wanted; an answer that is lost leaves it taken. Each meter's span at most once. */
    public Uni<Granted> lease(List<WantedTokens> wanted) {
        Tuple arguments = keys(wanted, WantedTokens::meter, WantedTokens::span)
                .addArrayOfLong(longs(wanted, WantedTokens::tokens))
                .addArrayOfLong(longs(wanted, WantedTokens::limit));
        return run(LEASE, arguments).map(QuotaStore::granted);
    }

    /** Each meter's span at most once. */
    public Uni<Void> book(List<BookedTokens> booked) {
        OffsetDateTime[] starts =
                booked.stream().map(each -> time(each.start())).toArray(OffsetDateTime[]::new);
        Tuple arguments = keys(booked, BookedTokens::meter, BookedTokens::span)
                .addArrayOfOffsetDateTime(starts)
                .addArrayOfLong(longs(booked, BookedTokens::tokens));
        return run(BOOK, arguments).replaceWithVoid();
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(arguments));
    }

    private static Granted granted(RowSet<Row> rows) {
        List<GrantedTokens> tokens = new ArrayList<>(rows.size());
        long now = 0;
        for (Row row : rows) {
            now = millis(row, "now");
            tokens.add(new GrantedTokens(
                    new MeterKey(row.getUUID("owner_id"), LimitKind.ofWireName(row.getString("kind"))),
                    LimitSpan.ofWireName(row.getString("span")),
                    millis(row, "span_start"),
                    row.getLong("granted"),
                    row.getLong("taken"),
                    row.getLong("most")));
        }
        return new Granted(now, tokens);
    }

    private static <T> Tuple keys(List<T> rows, Function<T, MeterKey> meter, Function<T, LimitSpan> span) {
        return Tuple.tuple()
                .addArrayOfUUID(
                        rows.stream().map(row -> meter.apply(row).ownerId()).toArray(UUID[]::new))
                .addArrayOfString(rows.stream()
                        .map(row -> meter.apply(row).kind().wireName())
                        .toArray(String[]::new))
                .addArrayOfString(
                        rows.stream().map(row -> span.apply(row).wireName()).toArray(String[]::new));
    }

    private static <T> Long[] longs(List<T> rows, ToLongFunction<T> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }

    private static long millis(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant().toEpochMilli();
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
