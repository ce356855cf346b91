package io.headrace.store.quota;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads which plan an owner has, and what it allows. */
@Singleton
public final class OwnersPlanStore {
    private static final String FIND = """
            SELECT o.plan, o.plan_expires_at, l.kind, l.per_second, l.per_minute, l.per_day, l.per_month
            FROM owner o LEFT JOIN plan_limit l ON l.plan = o.plan
            WHERE o.id = $1""";

    private final Pool pool;

    OwnersPlanStore(Pool pool) {
        this.pool = pool;
    }

    /** Empty if there is no such owner. */
    public Uni<Optional<OwnersPlan>> find(UUID ownerId) {
        return pool.withConnection(connection -> connection.preparedQuery(FIND).execute(Tuple.of(ownerId)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(plan(rows)));
    }

    private static OwnersPlan plan(RowSet<Row> rows) {
        Map<LimitKind, KindLimits> limits = new EnumMap<>(LimitKind.class);
        for (Row row : rows) {
            if (row.getString("kind") != null) {
                limits.put(LimitKind.ofWireName(row.getString("kind")), limits(row));
            }
        }
        Row first = rows.iterator().next();
        OffsetDateTime expiresAt = first.getOffsetDateTime("plan_expires_at");
        Instant end = expiresAt == null ? null : expiresAt.toInstant();
        return new OwnersPlan(first.getString("plan"), end, limits);
    }

    private static KindLimits limits(Row row) {
        return new KindLimits(
                row.getLong("per_second"), row.getLong("per_minute"), row.getLong("per_day"), row.getLong("per_month"));
    }
}
