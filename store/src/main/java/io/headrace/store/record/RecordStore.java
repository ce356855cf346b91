package io.headrace.store.record;

import io.headrace.store.tenant.TenantPool;
import io.headrace.store.tenant.TenantSessions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny.SessionFactory;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Reads records, within one scope, deleted ones left out. */
@Singleton
public final class RecordStore {
    private static final String IN_SCOPE = """
            from RecordEntity r
            where r.environment = :environment and r.ownerId = :owner and r.endpointId = :endpoint
              and r.deletedAt is null""";
    private static final String BY_ID = """
            SELECT id, version, created_at, updated_at, data::text FROM record
            WHERE environment = $1 AND owner_id = $2 AND endpoint_id = $3 AND id = ANY ($4) AND deleted_at IS NULL""";
    private static final String COUNT = "select count(*) " + IN_SCOPE;
    private static final String NEWEST_FIRST = IN_SCOPE + " order by r.createdAt desc, r.id desc";
    private static final String OLDEST_FIRST = IN_SCOPE + " order by r.createdAt, r.id";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SessionFactory sessions;
    private final TenantPool pool;
    private final RecordLookups lookups = new RecordLookups(this::readAll);

    RecordStore(SessionFactory sessions, TenantPool pool) {
        this.sessions = sessions;
        this.pool = pool;
    }

    /** By plain SQL, and with others at once, as it is asked most of all: see ADR 8. */
    public Uni<Optional<StoredRecord>> find(RecordScope scope, UUID id) {
        return lookups.find(scope, id);
    }

    private Uni<List<StoredRecord>> readAll(RecordScope scope, Set<UUID> ids) {
        Tuple key =
                Tuple.of(scope.environment().wireName(), scope.ownerId(), scope.endpointId(), ids.toArray(UUID[]::new));
        return pool.read(scope.ownerId(), BY_ID, key)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(RecordStore::stored)
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

    public Uni<RecordPage> list(RecordScope scope, PageRequest request) {
        return TenantSessions.transact(
                sessions,
                scope.ownerId(),
                session -> page(session, scope, request)
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
