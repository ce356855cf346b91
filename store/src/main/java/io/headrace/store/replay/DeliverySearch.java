package io.headrace.store.replay;

import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The statements that search the delivery log. Which table leads is decided here and not by PostgreSQL: a kept plan knows
 * how many deliveries a subscription has on average, and would look through all events of an owner for the few of one.
 */
record DeliverySearch(String sql, Tuple values) {
    private static final String COLUMNS = """
            SELECT d.id, d.event_id, e.type, endpoint.slug, e.environment, e.record_id, d.subscription_id, d.target_url,
                   d.state, d.attempts, CASE WHEN d.state IN ('pending', 'waiting') THEN d.due_at END AS next_attempt_at,
                   d.replay_of, last.status, last.failure, d.created_at, d.finished_at
            FROM\s""";

    private static final String ENDPOINT = " LEFT JOIN endpoint ON endpoint.id = e.endpoint_id ";
    // A delivery is stamped as its event is: without the bounds each event's are looked for in every day.
    private static final String EVENTS = """
            event e JOIN delivery d
                ON d.event_id = e.id AND d.id >= headrace_id_first(e.id) AND d.id <= headrace_id_last(e.id)\s""";

    // Looked up for each of the few deliveries that were found; joined it might be walked beside them.
    private static final String EVENT_OF_EACH =
            " CROSS JOIN LATERAL (SELECT * FROM event WHERE event.id = d.event_id LIMIT 1) e ";

    // As a pair, so that only the index on both can find and sort them: the one on events alone would do for the order,
    // and be walked from end to end for a subscription that has few.
    private static final String OF_SUBSCRIPTION = " " + """
             AND (d.subscription_id, d.event_id) >= (s.id, '00000000-0000-0000-0000-000000000000')
             AND (d.subscription_id, d.event_id) <= (s.id, %s)""";

    // As ReplayStore leaves out what was made up for, but of many at once: all of the owner's replays are read, as a
    // set, and not looked for one by one.
    private static final String NOT_MADE_UP_FOR = " " + """
             AND d.replay_of IS NULL
             AND d.id NOT IN (SELECT again.replay_of FROM delivery again
                              WHERE again.replay_of IS NOT NULL AND again.owner_id = %s
                                AND again.state NOT IN """ + FilterQuery.IN_VAIN + ")";

    private static final String LAST_EVENT = "'ffffffff-ffff-ffff-ffff-ffffffffffff'";

    /** The newest first, older than this place; from the newest on where it is null. */
    static DeliverySearch list(DeliveryFilter filter, int limit, long offset, @Nullable DeliveryPlace before) {
        return filter.isOfSubscriptions()
                ? listOfSubscriptions(filter, limit, offset, before)
                : listOfEvents(filter, limit, offset, before);
    }

    /** How many, counted up to a limit. */
    static DeliverySearch count(DeliveryFilter filter, long limit) {
        return count(filter, conditions(filter), "", limit);
    }

    /** How many a replay of them would send, counted up to a limit. */
    static DeliverySearch countReplayable(DeliveryFilter filter, long limit) {
        FilterQuery query = conditions(filter);
        return count(filter, query, NOT_MADE_UP_FOR.formatted(query.bind(filter.ownerId())), limit);
    }

    private static FilterQuery conditions(DeliveryFilter filter) {
        return filter.isOfSubscriptions() ? FilterQuery.ofSubscriptions(filter) : FilterQuery.ofEvents(filter);
    }

    private static DeliverySearch count(DeliveryFilter filter, FilterQuery query, String more, long limit) {
        String last = filter.status() == null ? "" : FilterQuery.LAST;
        String conditions = last + " WHERE " + query.conditions();
        String from = filter.isOfSubscriptions()
                ? subscriptions(filter, query) + " CROSS JOIN LATERAL (SELECT FROM delivery d" + conditions
                        + OF_SUBSCRIPTION.formatted(LAST_EVENT) + more + ") AS of_one"
                : EVENTS + conditions + more;
        String sql = "SELECT count(*) FROM (SELECT FROM " + from + " LIMIT " + query.bind(limit) + ") AS counted";
        return new DeliverySearch(sql, query.values());
    }

    private static DeliverySearch listOfEvents(
            DeliveryFilter filter, int limit, long offset, @Nullable DeliveryPlace before) {
        FilterQuery query = FilterQuery.ofEvents(filter);
        if (before != null) {
            // The first condition follows from the second; an index can be walked by it alone.
            query.add("e.id <= %s", before.eventId());
            query.and(older("e.id", query, before));
        }
        String sql = COLUMNS + EVENTS + ENDPOINT + FilterQuery.LAST + " WHERE " + query.conditions()
                + " ORDER BY e.id DESC, d.id DESC LIMIT " + query.bind((long) limit) + " OFFSET " + query.bind(offset);
        return new DeliverySearch(sql, query.values());
    }

    private static DeliverySearch listOfSubscriptions(
            DeliveryFilter filter, int limit, long offset, @Nullable DeliveryPlace before) {
        FilterQuery query = FilterQuery.ofSubscriptions(filter);
        if (before != null) {
            query.and(older("d.event_id", query, before));
        }
        String newest = before == null ? LAST_EVENT : query.bind(before.eventId());
        String ofEach = "(SELECT d.* FROM delivery d" + (filter.status() == null ? "" : FilterQuery.LAST) + " WHERE "
                + query.conditions() + OF_SUBSCRIPTION.formatted(newest)
                + " ORDER BY d.subscription_id DESC, d.event_id DESC, d.id DESC LIMIT " + query.bind(offset + limit)
                + ") d";
        String sql = COLUMNS + subscriptions(filter, query) + " CROSS JOIN LATERAL " + ofEach + EVENT_OF_EACH + ENDPOINT
                + FilterQuery.LAST + " ORDER BY d.event_id DESC, d.id DESC LIMIT " + query.bind((long) limit)
                + " OFFSET " + query.bind(offset);
        return new DeliverySearch(sql, query.values());
    }

    private static String older(String event, FilterQuery query, DeliveryPlace before) {
        return "(" + event + ", d.id) < (" + query.bind(before.eventId()) + ", " + query.bind(before.deliveryId())
                + ")";
    }

    /** The subscriptions that are meant: of a collaborator, or one, which need not be there any more. */
    private static String subscriptions(DeliveryFilter filter, FilterQuery query) {
        if (filter.collaboratorId() == null) {
            return "(SELECT " + query.bind(filter.subscriptionId()) + "::uuid AS id) s";
        }
        String one = filter.subscriptionId() == null ? "" : " AND id = " + query.bind(filter.subscriptionId());
        return "(SELECT id FROM subscription WHERE collaborator_id = " + query.bind(filter.collaboratorId()) + one
                + ") s";
    }
}
