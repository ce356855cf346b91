package io.headrace.store.replay;

import io.headrace.store.delivery.DeliveryState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: only the conditions that it has, so that each can be found by its index. Values are bound; the states
 * are a closed set, and stand in the text because an index is for some of them.
 */
final class FilterQuery {
    /** The states of a replay that made up for nothing: what it replays may be replayed once more. */
    static final String IN_VAIN = "('exhausted', 'cancelled')";

    /** The status of the last attempt, and why it failed. */
    static final String LAST = " " + """
             LEFT JOIN LATERAL (SELECT status, failure FROM attempt a WHERE a.delivery_id = d.id
                                ORDER BY number DESC LIMIT 1) last ON true""";

    /** When an event was accepted is in its id, and in that of each delivery of it. */
    private static final String FROM = "d.id >= headrace_id_floor(%1$s)";

    private static final String TO = "d.id < headrace_id_floor(%1$s)";
    private static final String FROM_EVENT = FROM + " AND e.id >= headrace_id_floor(%1$s)";
    private static final String TO_EVENT = TO + " AND e.id < headrace_id_floor(%1$s)";

    // Kept apart from the rest of the statement: to find the event of one delivery it must not be joined to all of
    // them.
    private static final String ENVIRONMENT = "(SELECT environment FROM event WHERE event.id = d.event_id) = %s";

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_NO_SUCCESS = 300;

    private final StringBuilder sql = new StringBuilder();
    private final Tuple values = Tuple.tuple();

    private FilterQuery() {}

    /** Of an event {@code e} and its delivery {@code d}; for a filter of whatever kind. */
    static FilterQuery ofEvents(DeliveryFilter filter) {
        FilterQuery query = new FilterQuery();
        String owner = query.bind(filter.ownerId());
        // The condition of the index that finds an owner's events.
        query.sql.append("e.type <> '' AND e.owner_id = ").append(owner);
        return query.add("d.owner_id = %s", filter.ownerId())
                .add("e.endpoint_id = %s", filter.endpointId())
                .add("e.environment = %s", environment(filter))
                .add("e.record_id = %s", filter.recordId())
                .add(
                        "d.subscription_id IN (SELECT id FROM subscription WHERE collaborator_id = %s)",
                        filter.collaboratorId())
                .add("d.subscription_id = %s", filter.subscriptionId())
                .ofBoth(filter, FROM_EVENT, TO_EVENT);
    }

    /** Of a delivery {@code d} to the subscription {@code s.id}; for a filter of subscriptions. */
    static FilterQuery ofSubscriptions(DeliveryFilter filter) {
        FilterQuery query = new FilterQuery();
        // The conditions of the index that finds a subscription's deliveries.
        query.sql.append("d.subscription_id IS NOT NULL AND d.attempts >= 0");
        return query.add("d.owner_id = %s", filter.ownerId())
                .add("d.endpoint_id = %s", filter.endpointId())
                .add(ENVIRONMENT, environment(filter))
                .add("d.record_id = %s", filter.recordId())
                .ofBoth(filter, FROM, TO);
    }

    private FilterQuery ofBoth(DeliveryFilter filter, String from, String to) {
        add("d.id = %s", filter.deliveryId());
        add("last.status = %s", filter.status());
        add(from, filter.from() == null ? null : filter.from().atOffset(ZoneOffset.UTC));
        add(to, filter.to() == null ? null : filter.to().atOffset(ZoneOffset.UTC));
        if (!filter.states().isEmpty()) {
            and(states(filter.states()));
        }
        if (filter.status() != null) {
            and(stateOf(filter.status()));
        }
        return this;
    }

    private static String states(Set<DeliveryState> states) {
        return states.stream()
                .map(DeliveryState::wireName)
                .sorted()
                .collect(Collectors.joining("', '", "d.state IN ('", "')"));
    }

    /** What follows from the status, so that the attempts of most deliveries need not be looked at. */
    private static String stateOf(int status) {
        return status >= FIRST_SUCCESS && status < FIRST_NO_SUCCESS
                ? "d.state = 'delivered'"
                : "d.state <> 'delivered'";
    }

    private static @Nullable String environment(DeliveryFilter filter) {
        return filter.environment() == null ? null : filter.environment().wireName();
    }

    /** Adds a condition, unless its value is null; the value stands wherever {@code %s} or {@code %1$s} does. */
    FilterQuery add(String condition, @Nullable Object value) {
        if (value != null) {
            and(condition.formatted(bind(value)));
        }
        return this;
    }

    /** Adds a condition whose values have their places already. */
    void and(String condition) {
        sql.append(sql.isEmpty() ? "" : " AND ").append(condition);
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
