package io.headrace.store.audit;

import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Appends to the audit trail, and reads it. */
@Singleton
public final class AuditStore {
    /** So many of the newest that match are counted and can be paged through. */
    public static final int MOST = 10_000;

    private static final String APPEND =
            "SELECT headrace_append_audit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    private static final String MATCHING = """
            FROM audit_entry
            WHERE owner_id = $1 AND id >= headrace_id_floor($2) AND id < headrace_id_floor($3)
              AND ($4::uuid IS NULL OR endpoint_id = $4)
              AND ($5::text IS NULL OR slug = $5)
              AND ($6::text IS NULL OR actor = $6)
              AND status BETWEEN $7 AND $8""";

    private static final String COUNT =
            "SELECT count(*) AS total FROM (SELECT 1 " + MATCHING + " LIMIT " + MOST + ") m";
    private static final String PAGE = "SELECT * " + MATCHING + " ORDER BY id DESC LIMIT $9 OFFSET $10";

    private final Pool pool;
    private final TenantPool tenants;

    AuditStore(Pool pool, TenantPool tenants) {
        this.pool = pool;
        this.tenants = tenants;
    }

    /** What is appended again after a lost answer is there already. */
    public Uni<Void> append(List<AuditEntry> entries) {
        Tuple arguments = Tuple.tuple()
                .addArrayOfUUID(ids(entries, AuditEntry::id))
                .addArrayOfOffsetDateTime(
                        entries.stream().map(entry -> time(entry.at())).toArray(OffsetDateTime[]::new))
                .addArrayOfUUID(ids(entries, AuditEntry::ownerId))
                .addArrayOfUUID(ids(entries, AuditEntry::endpointId))
                .addArrayOfString(texts(entries, AuditEntry::actor))
                .addArrayOfString(texts(entries, AuditEntry::method))
                .addArrayOfString(texts(entries, AuditEntry::route))
                .addArrayOfString(texts(entries, AuditEntry::slug))
                .addArrayOfUUID(ids(entries, AuditEntry::recordId))
                .addArrayOfUUID(ids(entries, AuditEntry::operationId))
                .addArrayOfInteger(entries.stream().map(AuditEntry::status).toArray(Integer[]::new))
                .addArrayOfInteger(entries.stream().map(AuditEntry::code).toArray(Integer[]::new))
                .addArrayOfString(texts(entries, AuditEntry::requestId))
                .addArrayOfString(texts(entries, AuditEntry::remoteAddress));
        return pool.withConnection(
                        connection -> connection.preparedQuery(APPEND).execute(arguments))
                .replaceWithVoid();
    }

    /** The newest first. */
    public Uni<AuditPage> list(AuditFilter filter, int limit, long offset) {
        return tenants.transact(
                filter.ownerId(),
                connection -> total(connection, filter)
                        .chain(total -> connection
                                .preparedQuery(PAGE)
                                .execute(arguments(filter).addInteger(limit).addLong(offset))
                                .map(rows -> new AuditPage(
                                        StreamSupport.stream(rows.spliterator(), false)
                                                .map(AuditStore::entry)
                                                .toList(),
                                        total))));
    }

    private static Uni<Long> total(SqlConnection connection, AuditFilter filter) {
        return connection
                .preparedQuery(COUNT)
                .execute(arguments(filter))
                .map(rows -> rows.iterator().next().getLong("total"));
    }

    private static Tuple arguments(AuditFilter filter) {
        return Tuple.tuple()
                .addUUID(filter.ownerId())
                .addOffsetDateTime(time(filter.from()))
                .addOffsetDateTime(time(filter.to()))
                .addUUID(filter.onlyEndpoint())
                .addString(filter.slug())
                .addString(filter.actor())
                .addInteger(filter.leastStatus())
                .addInteger(filter.mostStatus());
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("owner_id"),
                row.getUUID("endpoint_id"),
                row.getString("actor"),
                row.getString("method"),
                row.getString("route"),
                row.getString("slug"),
                row.getUUID("record_id"),
                row.getUUID("operation_id"),
                row.getInteger("status"),
                row.getInteger("code"),
                row.getString("request_id"),
                row.getString("remote_address"));
    }

    private static UUID[] ids(List<AuditEntry> entries, Function<AuditEntry, @Nullable UUID> column) {
        return entries.stream().map(column).toArray(UUID[]::new);
    }

    private static String[] texts(List<AuditEntry> entries, Function<AuditEntry, @Nullable String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
