package io.headrace.store.record;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Reads records, within one scope, deleted ones left out. */
@Singleton
public final class RecordStore {
    private static final String IN_SCOPE = """
            from RecordEntity r
            where r.environment = :environment and r.ownerId = :owner and r.endpointId = :endpoint
              and r.deletedAt is null""";
    private static final String ONE = IN_SCOPE + " and r.id = :id";
    private static final String COUNT = "select count(*) " + IN_SCOPE;
    private static final String NEWEST_FIRST = IN_SCOPE + " order by r.createdAt desc, r.id desc";
    private static final String OLDEST_FIRST = IN_SCOPE + " order by r.createdAt, r.id";

    private final SessionFactory sessions;

    RecordStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    public Uni<Optional<StoredRecord>> find(RecordScope scope, UUID id) {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(ONE, RecordEntity.class)
                        .setParameter("environment", scope.environment().wireName())
                        .setParameter("owner", scope.ownerId())
                        .setParameter("endpoint", scope.endpointId())
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(RecordEntity::view));
    }

    public Uni<RecordPage> list(RecordScope scope, PageRequest request) {
        return sessions.withStatelessSession(session -> page(session, scope, request)
                .chain(items -> count(session, scope).map(total -> new RecordPage(items, total))));
    }

    private static Uni<List<StoredRecord>> page(StatelessSession session, RecordScope scope, PageRequest request) {
        return session.createSelectionQuery(request.newestFirst() ? NEWEST_FIRST : OLDEST_FIRST, RecordEntity.class)
                .setParameter("environment", scope.environment().wireName())
                .setParameter("owner", scope.ownerId())
                .setParameter("endpoint", scope.endpointId())
                .setFirstResult(request.offset())
                .setMaxResults(request.pageSize())
                .getResultList()
                .map(rows -> rows.stream().map(RecordEntity::view).toList());
    }

    private static Uni<Long> count(StatelessSession session, RecordScope scope) {
        return session.createSelectionQuery(COUNT, Long.class)
                .setParameter("environment", scope.environment().wireName())
                .setParameter("owner", scope.ownerId())
                .setParameter("endpoint", scope.endpointId())
                .getSingleResult();
    }
}
