package io.headrace.store.idempotency;

import io.headrace.store.record.RecordScope;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps the first write of each Idempotency-Key, so that whoever sends it again can be given the same ids. */
@Singleton
public final class IdempotencyStore {
    /** Waits for another one of the same key that is not committed yet, so that one of them is the first. */
    private static final String CLAIM = """
            INSERT INTO idempotency_key (owner_id, environment, endpoint_id, key, request_hash, operation_id,
                                         record_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, headrace_now())
            ON CONFLICT DO NOTHING""";

    /** In a transaction of its own: only a new statement sees what the insert has waited for. */
    private static final String FIRST = """
            SELECT request_hash, operation_id, record_id FROM idempotency_key
            WHERE owner_id = $1 AND environment = $2 AND endpoint_id = $3 AND key = $4""";

    /** Of all owners at once, so past the fence. */
    private static final String PRUNE =
            "SELECT headrace_forget_idempotency_keys(make_interval(secs => $1), $2) AS forgotten";

    private final TenantPool tenants;
    private final Pool pool;

    IdempotencyStore(TenantPool tenants, Pool pool) {
        this.tenants = tenants;
        this.pool = pool;
    }

    /**
     * The first write under this key: {@code wanted} itself, committed, or the one that was there before. Again from the
     * start, should the one that was there have been pruned just now.
     */
    public Uni<KeyedWrite> claim(RecordScope scope, String key, KeyedWrite wanted) {
        Tuple row = key(scope, key)
                .addBuffer(Buffer.buffer(wanted.requestHash()))
                .addUUID(wanted.operationId())
                .addUUID(wanted.recordId());
        return tenants.write(scope.ownerId(), CLAIM, row)
                .chain(inserted -> inserted.rowCount() == 1
                        ? Uni.createFrom().item(wanted)
                        : first(scope, key).onItem().ifNull().switchTo(() -> claim(scope, key, wanted)));
    }

    /** Forgets keys of this age and more, so many at most; how many it were. */
    public Uni<Integer> prune(Duration age, int atMost) {
        return pool.withConnection(connection -> connection
                .preparedQuery(PRUNE)
                .execute(Tuple.of((double) age.toSeconds(), atMost))
                .map(rows -> rows.iterator().next().getInteger("forgotten")));
    }

    private Uni<KeyedWrite> first(RecordScope scope, String key) {
        return tenants.read(scope.ownerId(), FIRST, key(scope, key)).map(rows -> {
            for (Row row : rows) {
                return new KeyedWrite(
                        row.getBuffer("request_hash").getBytes(),
                        row.getUUID("operation_id"),
                        row.getUUID("record_id"));
            }
            return null;
        });
    }

    private static Tuple key(RecordScope scope, String key) {
        return Tuple.tuple()
                .addUUID(scope.ownerId())
                .addString(scope.environment().wireName())
                .addUUID(scope.endpointId())
                .addString(key);
    }
}
