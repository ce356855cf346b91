package io.headrace.store.record;

import io.headrace.contracts.Environment;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.OperationState;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the log of what happened to accepted commands, within one scope. */
@Singleton
public final class OperationStore {
    private static final String ONE = """
            SELECT id, state, record_id, kind, reason_code, reason_detail, version, accepted_at, applied_at
            FROM operation
            WHERE id = $1 AND environment = $2 AND owner_id = $3 AND endpoint_id = $4""";

    private static final String ENDPOINT =
            "SELECT endpoint_id FROM operation WHERE id = $1 AND environment = $2 AND owner_id = $3";

    /** An event has the id of its operation. */
    private static final String DELIVERIES =
            "SELECT state, count(*) AS count FROM delivery WHERE event_id = $1 AND owner_id = $2 GROUP BY state";

    private final TenantPool pool;

    OperationStore(TenantPool pool) {
        this.pool = pool;
    }

    /** Without its deliveries: what a writer that waits asks for again and again. */
    public Uni<Optional<StoredOperation>> find(RecordScope scope, UUID id) {
        Tuple key = Tuple.of(id, scope.environment().wireName(), scope.ownerId(), scope.endpointId());
        return pool.read(scope.ownerId(), ONE, key).map(rows -> {
            for (Row row : rows) {
                return Optional.of(stored(row));
            }
            return Optional.empty();
        });
    }

    /** The endpoint that an operation of this owner is about. */
    public Uni<Optional<UUID>> findEndpoint(UUID ownerId, Environment environment, UUID id) {
        return pool.read(ownerId, ENDPOINT, Tuple.of(id, environment.wireName(), ownerId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("endpoint_id"))
                        .findFirst());
    }

    public Uni<Optional<StoredOperation>> findWithDeliveries(RecordScope scope, UUID id) {
        return find(scope, id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : deliveries(scope, id)
                                .map(counts -> found.map(operation -> operation.withDeliveries(counts))));
    }

    private Uni<Map<String, Long>> deliveries(RecordScope scope, UUID eventId) {
        return pool.read(scope.ownerId(), DELIVERIES, Tuple.of(eventId, scope.ownerId()))
                .map(rows -> {
                    Map<String, Long> counts = new TreeMap<>();
                    rows.forEach(row -> counts.put(row.getString("state"), row.getLong("count")));
                    return counts;
                });
    }

    private static StoredOperation stored(Row row) {
        return new StoredOperation(
                row.getUUID("id"),
                OperationState.ofWireName(row.getString("state")),
                row.getUUID("record_id"),
                kind(row.getString("kind")),
                row.getInteger("reason_code"),
                row.getString("reason_detail"),
                row.getLong("version"),
                instant(row.getOffsetDateTime("accepted_at")),
                row.getOffsetDateTime("applied_at").toInstant(),
                Map.of());
    }

    private static @Nullable OperationKind kind(@Nullable String wireName) {
        return wireName == null ? null : OperationKind.ofWireName(wireName);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
