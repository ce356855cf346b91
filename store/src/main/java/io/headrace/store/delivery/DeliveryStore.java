package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Inserts events and their deliveries, once each: the consumer's side of the delivery table. */
@Singleton
public final class DeliveryStore {
    private static final String INSERT_EVENTS = """
            INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, traceparent, body, created_at)
            SELECT planned.*, headrace_now()
            FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                        $9::text[]) AS planned
            ON CONFLICT DO NOTHING""";

    private static final String INSERT_DELIVERIES = """
            INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url,
                                  auth_header, sealed_auth, state, attempts, due_at, created_at)
            SELECT planned.*, 'pending', 0, headrace_now(), headrace_now()
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
                        $9::text[]) AS planned
            ON CONFLICT DO NOTHING""";

    private final Pool pool;

    DeliveryStore(Pool pool) {
        this.pool = pool;
    }

    /** All of them or none; those that are there already stay as they are. Answers how many were new. */
    public Uni<Integer> insert(List<PlannedDelivery> deliveries) {
        return pool.withTransaction(connection ->
                insertEvents(connection, deliveries).chain(() -> insertDeliveries(connection, deliveries)));
    }

    private static Uni<Integer> insertEvents(SqlConnection connection, List<PlannedDelivery> deliveries) {
        List<StoredEvent> events =
                deliveries.stream().map(PlannedDelivery::event).distinct().toList();
        return execute(
                connection,
                INSERT_EVENTS,
                ids(events, StoredEvent::id),
                texts(events, event -> event.type().wireName()),
                ids(events, StoredEvent::ownerId),
                ids(events, StoredEvent::endpointId),
                texts(events, event -> event.environment().wireName()),
                ids(events, StoredEvent::recordId),
                texts(events, StoredEvent::requestId),
                texts(events, StoredEvent::traceparent),
                texts(events, StoredEvent::body));
    }

    private static Uni<Integer> insertDeliveries(SqlConnection connection, List<PlannedDelivery> deliveries) {
        return execute(
                connection,
                INSERT_DELIVERIES,
                ids(deliveries, PlannedDelivery::id),
                ids(deliveries, delivery -> delivery.event().id()),
                ids(deliveries, delivery -> delivery.event().ownerId()),
                ids(deliveries, delivery -> delivery.event().endpointId()),
                ids(deliveries, delivery -> delivery.event().recordId()),
                ids(deliveries, PlannedDelivery::subscriptionId),
                texts(deliveries, PlannedDelivery::targetUrl),
                texts(deliveries, PlannedDelivery::authHeader),
                texts(deliveries, PlannedDelivery::sealedAuth));
    }

    private static Uni<Integer> execute(SqlConnection connection, String sql, Object[]... columns) {
        Tuple row = Tuple.tuple();
        for (Object[] column : columns) {
            row.addValue(column);
        }
        return connection.preparedQuery(sql).execute(row).map(rows -> rows.rowCount());
    }

    private static <T> UUID[] ids(List<T> items, Function<T, @Nullable UUID> column) {
        return column(items, column, UUID[]::new);
    }

    private static <T> String[] texts(List<T> items, Function<T, @Nullable String> column) {
        return column(items, column, String[]::new);
    }

    private static <T, C> C[] column(List<T> items, Function<T, @Nullable C> column, IntFunction<C[]> array) {
        return items.stream().map(column).toArray(array);
    }
}
