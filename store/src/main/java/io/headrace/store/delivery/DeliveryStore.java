package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Inserts events and their deliveries, once each: the consumer's side of the delivery table. */
@Singleton
public final class DeliveryStore {
    // One statement, so one round trip and one commit. A delivery with a lease is born as 'sending': its first attempt
    // needs no claim. One whose subscription is held, or whose older ones are being released, is born as 'held': that
    // is
    // read here and not remembered, so that none is held long after the last release. What it answers are the new ones.
    private static final String INSERT = """
            WITH kept AS (
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, traceparent, body,
                                   sequence, created_at)
                SELECT planned.*, headrace_now()
                FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[],
                            $8::text[], $9::text[], $23::bigint[]) AS planned
                ON CONFLICT DO NOTHING),
            inserted AS (
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url,
                                      auth_header, sealed_auth, lease_id, sequence, state, attempts, due_at, created_at,
                                      lease_holder, leased_until)
                SELECT planned.id, event_id, owner_id, endpoint_id, record_id, planned.subscription_id, target_url, auth_header,
                       sealed_auth, lease_id, sequence, CASE WHEN lease_id IS NOT NULL THEN 'sending'
                            WHEN known.phase IN ('held', 'releasing') THEN 'held' ELSE 'pending' END, 0,
                       headrace_now() + first_wait_ms * interval '1 millisecond', headrace_now(), CASE WHEN lease_id IS NOT NULL THEN $20::text END,
                       CASE WHEN lease_id IS NOT NULL THEN headrace_now() + $21::bigint * interval '1 millisecond' END
                FROM unnest($10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::uuid[], $15::uuid[], $16::text[],
                            $17::text[], $18::text[], $19::uuid[], $22::bigint[], $24::bigint[])
                    AS planned (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url,
                                auth_header, sealed_auth, lease_id, first_wait_ms, sequence)
                    LEFT JOIN subscription_state known ON known.subscription_id = planned.subscription_id
                ON CONFLICT DO NOTHING
                RETURNING id, endpoint_id, subscription_id, target_url, lease_id)
            SELECT inserted.id, lease_id, signing_secret, subscription_id,
                   coalesce(target.target_url, inserted.target_url) AS target_url,\s""" + SubscriptionTarget.COLUMNS + """

            FROM inserted
                LEFT JOIN endpoint ON endpoint.id = endpoint_id
                LEFT JOIN subscription_target target ON target.id = subscription_id""";

    // An insert whose answer was lost is tried again under the same leases and inserts nothing: they are held all the
    // same, and begin anew, for nobody knows how long the answer took to be missed.
    private static final String HELD = """
            WITH held AS (
                UPDATE delivery SET leased_until = headrace_now() + $3::bigint * interval '1 millisecond'
                WHERE id = ANY ($1::uuid[]) AND lease_id = ANY ($2::uuid[]) AND state = 'sending'
                RETURNING id, endpoint_id, subscription_id, target_url, lease_id)
            SELECT held.id, lease_id, signing_secret, subscription_id,
                   coalesce(target.target_url, held.target_url) AS target_url,\s""" + SubscriptionTarget.COLUMNS + """

            FROM held
                LEFT JOIN endpoint ON endpoint.id = endpoint_id
                LEFT JOIN subscription_target target ON target.id = subscription_id""";

    private final Pool pool;

    DeliveryStore(Pool pool) {
        this.pool = pool;
    }

    /** All of them or none; those that are there already stay as they are. May be tried again with the same leases. */
    public Uni<InsertedDeliveries> insert(List<PlannedDelivery> deliveries, FirstLeases leases) {
        return pool.preparedQuery(INSERT)
                .execute(columns(deliveries, leases))
                .chain(inserted -> held(inserted, leases).map(held -> inserted(inserted.size(), held, deliveries)));
    }

    private Uni<Map<UUID, Row>> held(RowSet<Row> inserted, FirstLeases leases) {
        Map<UUID, Row> held = leased(inserted);
        if (held.size() == leases.byDelivery().size()) {
            return Uni.createFrom().item(held);
        }
        Tuple row = Tuple.tuple()
                .addValue(leases.byDelivery().keySet().toArray(UUID[]::new))
                .addValue(leases.byDelivery().values().toArray(UUID[]::new))
                .addValue(leases.duration().toMillis());
        return pool.preparedQuery(HELD).execute(row).map(DeliveryStore::leased);
    }

    private static Map<UUID, Row> leased(RowSet<Row> rows) {
        Map<UUID, Row> leased = new HashMap<>();
        rows.forEach(row -> {
            if (row.getUUID("lease_id") != null) {
                leased.put(row.getUUID("id"), row);
            }
        });
        return leased;
    }

    private static InsertedDeliveries inserted(int count, Map<UUID, Row> held, List<PlannedDelivery> deliveries) {
        List<LeasedDelivery> leased = new ArrayList<>();
        for (PlannedDelivery delivery : deliveries) {
            Row row = held.remove(delivery.id());
            if (row != null) {
                leased.add(delivery.leased(
                        row.getUUID("lease_id"),
                        row.getString("target_url"),
                        row.getString("signing_secret"),
                        SubscriptionTarget.read(row)));
            }
        }
        return new InsertedDeliveries(count, leased);
    }

    private static Tuple columns(List<PlannedDelivery> deliveries, FirstLeases leases) {
        List<StoredEvent> events =
                deliveries.stream().map(PlannedDelivery::event).distinct().toList();
        return Tuple.tuple()
                .addValue(ids(events, StoredEvent::id))
                .addValue(texts(events, event -> event.type().wireName()))
                .addValue(ids(events, StoredEvent::ownerId))
                .addValue(ids(events, StoredEvent::endpointId))
                .addValue(texts(events, event -> event.environment().wireName()))
                .addValue(ids(events, StoredEvent::recordId))
                .addValue(texts(events, StoredEvent::requestId))
                .addValue(texts(events, StoredEvent::traceparent))
                .addValue(texts(events, StoredEvent::body))
                .addValue(ids(deliveries, PlannedDelivery::id))
                .addValue(ids(deliveries, delivery -> delivery.event().id()))
                .addValue(ids(deliveries, delivery -> delivery.event().ownerId()))
                .addValue(ids(deliveries, delivery -> delivery.event().endpointId()))
                .addValue(ids(deliveries, delivery -> delivery.event().recordId()))
                .addValue(ids(deliveries, PlannedDelivery::subscriptionId))
                .addValue(texts(deliveries, PlannedDelivery::targetUrl))
                .addValue(texts(deliveries, PlannedDelivery::authHeader))
                .addValue(texts(deliveries, PlannedDelivery::sealedAuth))
                .addValue(ids(deliveries, delivery -> leases.byDelivery().get(delivery.id())))
                .addValue(leases.holder())
                .addValue(leases.duration().toMillis())
                .addValue(column(deliveries, delivery -> delivery.firstWait().toMillis(), Long[]::new))
                .addValue(column(events, StoredEvent::sequence, Long[]::new))
                .addValue(column(deliveries, PlannedDelivery::line, Long[]::new));
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
