package io.headrace.store.subscription;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers which subscriptions endpoints have: the notifier's side of them. */
@Singleton
public final class SubscriptionLookups {
    // One whose target was given up is among them: what it misses is on record, cancelled, and can be replayed.
    private static final String ACTIVE = """
            SELECT endpoint_id, id, owner_id, environment, target_url, events, coalesce(schedule_seconds[1], 0) AS wait,
                   ordered, coalesce(phase IN ('held', 'releasing'), false) AS held
            FROM subscription LEFT JOIN subscription_state ON subscription_id = id
            WHERE endpoint_id = ANY ($1::uuid[]) AND active AND deleted_at IS NULL
            ORDER BY id""";

    private final Pool pool;

    SubscriptionLookups(Pool pool) {
        this.pool = pool;
    }

    /** Each of these endpoints with its subscriptions, which may be none. */
    public Uni<Map<UUID, List<EndpointSubscription>>> find(Collection<UUID> endpointIds) {
        Tuple ids = Tuple.tuple().addValue(endpointIds.toArray(UUID[]::new));
        return pool.preparedQuery(ACTIVE).execute(ids).map(rows -> {
            Map<UUID, List<EndpointSubscription>> found = new HashMap<>();
            endpointIds.forEach(id -> found.put(id, new ArrayList<>()));
            rows.forEach(row -> found.get(row.getUUID("endpoint_id")).add(read(row)));
            return found;
        });
    }

    private static EndpointSubscription read(Row row) {
        return new EndpointSubscription(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                Environment.ofWireName(row.getString("environment")),
                row.getString("target_url"),
                events(row.getArrayOfStrings("events")),
                Duration.ofSeconds(row.getInteger("wait")),
                row.getBoolean("ordered"),
                row.getBoolean("held"));
    }

    private static @Nullable Set<EventType> events(String @Nullable [] names) {
        List<EventType> events = SubscriptionRows.events(names);
        return events == null ? null : Set.copyOf(events);
    }
}
