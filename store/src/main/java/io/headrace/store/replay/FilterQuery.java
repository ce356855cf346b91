package io.headrace.store.replay;

import io.headrace.store.delivery.DeliveryState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: only the conditions that it has, so that each can be found by its index. Values are bound; the states
 * are a closed set, and stand in the text because an index is for some of them.
 */
final class FilterQuery {
    /** When an event was accepted is in its id, and in that of each delivery of it. */
    private static final String FROM = "d.id >= headrace_id_floor(%1$s) AND e.id >= headrace_id_floor(%1$s)";

    private static final String TO = "d.id < headrace_id_floor(%1$s) AND e.id < headrace_id_floor(%1$s)";

    private final StringBuilder sql = new StringBuilder();
    private final Tuple values = Tuple.tuple();

    /** Begins with the condition of the index that finds an owner's events. */
    FilterQuery(DeliveryFilter filter) {
        String owner = bind(filter.ownerId());
        sql.append("e.type <> '' AND e.owner_id = ").append(owner).append(" AND d.owner_id = ").append(owner);
        add("e.endpoint_id = %s", filter.endpointId());
        add(
                "e.environment = %s",
                filter.environment() == null ? null : filter.environment().wireName());
        add("d.subscription_id IN (SELECT id FROM subscription WHERE collaborator_id = %s)", filter.collaboratorId());
        add("d.subscription_id = %s", filter.subscriptionId());
        add("d.id = %s", filter.deliveryId());
        add("e.record_id = %s", filter.recordId());
        add("last.status = %s", filter.status());
        add(FROM, filter.from() == null ? null : filter.from().atOffset(ZoneOffset.UTC));
        add(TO, filter.to() == null ? null : filter.to().atOffset(ZoneOffset.UTC));
        if (!filter.states().isEmpty()) {
            sql.append(filter.states().stream()
                    .map(DeliveryState::wireName)
                    .sorted()
                    .collect(Collectors.joining("', '", " AND d.state IN ('", "')")));
        }
    }

    /** Adds a condition, unless its value is null; the value stands wherever {@code %s} or {@code %1$s} does. */
    FilterQuery add(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition.formatted(bind(value)));
        }
        return this;
    }

    /** Adds a condition whose values have their places already. */
    void and(String condition) {
        sql.append(" AND ").append(condition);
    }

    /** The place of this value in the statement. */
    String bind(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }

    /** All conditions so far. */
    String conditions() {
        return sql.toString();
    }

    Tuple values() {
        return values;
    }
}
