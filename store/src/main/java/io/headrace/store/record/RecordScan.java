package io.headrace.store.record;

import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads all records of one scope, a few at a time; between two pages it holds nothing. */
@Singleton
public final class RecordScan {
    private static final String PAGE = """
            SELECT id, version, created_at, updated_at, data::text FROM record
            WHERE environment = $1 AND owner_id = $2 AND endpoint_id = $3 AND deleted_at IS NULL
              AND (created_at, id) > ($4, $5)
            ORDER BY created_at, id LIMIT $6""";
    private static final UUID FIRST_ID = new UUID(0, 0);

    private final TenantPool pool;

    RecordScan(TenantPool pool) {
        this.pool = pool;
    }

    /** @param after the last record of the page before; null for the first page */
    public Uni<List<StoredRecord>> page(RecordScope scope, @Nullable StoredRecord after, int atMost) {
        Tuple row = Tuple.tuple()
                .addString(scope.environment().wireName())
                .addUUID(scope.ownerId())
                .addUUID(scope.endpointId())
                .addOffsetDateTime((after == null ? Instant.EPOCH : after.createdAt()).atOffset(ZoneOffset.UTC))
                .addUUID(after == null ? FIRST_ID : after.id())
                .addInteger(atMost);
        return pool.read(scope.ownerId(), PAGE, row)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RecordScan::stored)
                        .toList());
    }

    private static StoredRecord stored(Row row) {
        return new StoredRecord(
                row.getUUID(0),
                row.getLong(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getOffsetDateTime(3).toInstant(),
                row.getString(4));
    }
}
