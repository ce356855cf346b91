package io.headrace.store.usage;

import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;

/** Keeps what was counted, and tells it to the owner. */
@Singleton
public final class UsageStore {
    private static final String ADD = "SELECT headrace_add_usage($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    private static final String MATCHING = """
            FROM usage_counter u LEFT JOIN endpoint e ON e.id = u.endpoint_id AND e.owner_id = u.owner_id
            WHERE u.owner_id = $1 AND u.day BETWEEN $2 AND $3
              AND ($4::uuid IS NULL OR u.endpoint_id = $4)
              AND ($5::text IS NULL OR e.slug = $5)
              AND ($6::text IS NULL OR u.key_id = $6)""";

    private static final String COUNT = "SELECT count(*) AS total " + MATCHING;
    private static final String PAGE = "SELECT u.*, e.slug " + MATCHING + """
             ORDER BY u.day DESC, u.key_id LIMIT $7 OFFSET $8""";

    private static final String LAST_USED = """
            SELECT key_id, max(last_used_at) AS last_used_at, sum(requests)::bigint AS requests,
                   sum(client_errors + limited + server_errors)::bigint AS errors
            FROM usage_counter WHERE owner_id = $1 AND key_id = ANY ($2::text[]) GROUP BY key_id""";

    private final Pool pool;
    private final TenantPool tenants;

    public UsageStore(Pool pool, TenantPool tenants) {
        this.pool = pool;
        this.tenants = tenants;
    }

    /** All of it, in one statement. */
    public Uni<Void> add(Map<UsageKey, UsageCounts> counted) {
        List<Map.Entry<UsageKey, UsageCounts>> rows = List.copyOf(counted.entrySet());
        Tuple arguments = Tuple.tuple()
                .addArrayOfString(column(rows, UsageKey::keyId).toArray(String[]::new))
                .addArrayOfLocalDate(column(rows, UsageKey::day).toArray(java.time.LocalDate[]::new))
                .addArrayOfUUID(column(rows, UsageKey::ownerId).toArray(UUID[]::new))
                .addArrayOfUUID(column(rows, UsageKey::endpointId).toArray(UUID[]::new))
                .addArrayOfLong(longs(rows, UsageCounts::requests))
                .addArrayOfLong(longs(rows, UsageCounts::clientErrors))
                .addArrayOfLong(longs(rows, UsageCounts::limited))
                .addArrayOfLong(longs(rows, UsageCounts::serverErrors))
                .addArrayOfLong(longs(rows, UsageCounts::bytesIn))
                .addArrayOfLong(longs(rows, UsageCounts::bytesOut))
                .addArrayOfOffsetDateTime(rows.stream()
                        .map(row -> row.getValue().lastUsedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return pool.withConnection(connection -> connection.preparedQuery(ADD).execute(arguments))
                .replaceWithVoid();
    }

    /** The newest days first. */
    public Uni<UsagePage> list(UsageFilter filter, int limit, long offset) {
        return tenants.transact(
                filter.ownerId(),
                connection -> total(connection, filter)
                        .chain(total -> connection
                                .preparedQuery(PAGE)
                                .execute(arguments(filter).addInteger(limit).addLong(offset))
                                .map(rows -> new UsagePage(
                                        stream(rows).map(UsageStore::view).toList(), total))));
    }

    /** Of those of the owner's keys that were ever used; at most a second behind. */
    public Uni<Map<String, KeyUse>> lastUsed(UUID ownerId, Collection<String> keyIds) {
        return tenants.read(
                        ownerId,
                        LAST_USED,
                        Tuple.tuple().addUUID(ownerId).addArrayOfString(keyIds.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, KeyUse> uses = new HashMap<>();
                    rows.forEach(row -> uses.put(row.getString("key_id"), use(row)));
                    return uses;
                });
    }

    private static Uni<Long> total(SqlConnection connection, UsageFilter filter) {
        return connection
                .preparedQuery(COUNT)
                .execute(arguments(filter))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private static Tuple arguments(UsageFilter filter) {
        return Tuple.tuple()
                .addUUID(filter.ownerId())
                .addLocalDate(filter.from())
                .addLocalDate(filter.to())
                .addUUID(filter.onlyEndpoint())
                .addString(filter.slug())
                .addString(filter.keyId());
    }

    private static UsageView view(Row row) {
        return new UsageView(row.getString("key_id"), row.getString("slug"), row.getLocalDate("day"), counts(row));
    }

    private static UsageCounts counts(Row row) {
        return new UsageCounts(
                row.getLong("requests"),
                row.getLong("client_errors"),
                row.getLong("limited"),
                row.getLong("server_errors"),
                row.getLong("bytes_in"),
                row.getLong("bytes_out"),
                lastUsedAt(row));
    }

    private static KeyUse use(Row row) {
        return new KeyUse(lastUsedAt(row), row.getLong("requests"), row.getLong("errors"));
    }

    private static Instant lastUsedAt(Row row) {
        return row.getOffsetDateTime("last_used_at").toInstant();
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static <C> List<C> column(List<Map.Entry<UsageKey, UsageCounts>> rows, Function<UsageKey, C> column) {
        return rows.stream().map(row -> column.apply(row.getKey())).toList();
    }

    private static Long[] longs(List<Map.Entry<UsageKey, UsageCounts>> rows, ToLongFunction<UsageCounts> column) {
        return rows.stream().map(row -> column.applyAsLong(row.getValue())).toArray(Long[]::new);
    }
}
