package io.headrace.store.record;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;

/** Reads the log of what happened to accepted commands, within one scope. */
@Singleton
public final class OperationStore {
    private static final String ONE = """
            from OperationEntity o
            where o.id = :id and o.environment = :environment and o.ownerId = :owner and o.endpointId = :endpoint""";

    /** An event has the id of its operation. */
    private static final String DELIVERIES =
            "SELECT state, count(*) FROM delivery WHERE event_id = ?1 AND owner_id = ?2 GROUP BY state";

    private final SessionFactory sessions;

    OperationStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Without its deliveries: what a writer that waits asks for again and again. */
    public Uni<Optional<StoredOperation>> find(RecordScope scope, UUID id) {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(ONE, OperationEntity.class)
                        .setParameter("id", id)
                        .setParameter("environment", scope.environment().wireName())
                        .setParameter("owner", scope.ownerId())
                        .setParameter("endpoint", scope.endpointId())
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(OperationEntity::view));
    }

    public Uni<Optional<StoredOperation>> findWithDeliveries(RecordScope scope, UUID id) {
        return find(scope, id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : deliveries(scope, id)
                                .map(counts -> found.map(operation -> operation.withDeliveries(counts))));
    }

    private Uni<Map<String, Long>> deliveries(RecordScope scope, UUID eventId) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(DELIVERIES, Object[].class)
                        .setParameter(1, eventId)
                        .setParameter(2, scope.ownerId())
                        .getResultList())
                .map(rows -> {
                    Map<String, Long> counts = new TreeMap<>();
                    rows.forEach(row -> counts.put((String) row[0], (Long) row[1]));
                    return counts;
                });
    }
}
