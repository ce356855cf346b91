package io.headrace.store.subscription;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Subscriptions to and from columns. */
final class SubscriptionRows {
    /** Of {@code subscription s}, {@code endpoint e} and {@code subscription_state d}. */
    static final String COLUMNS = """
            s.id, s.endpoint_id, e.slug, s.collaborator_id, s.environment, s.url, s.events, s.description,
            s.header_names, s.schedule_seconds, s.ordered, s.active, s.public_key,
            CASE WHEN s.old_secret_until > headrace_now() THEN s.old_secret_until END AS old_secret_until,
            CASE WHEN d.disabled_at >= s.enabled_at THEN d.disabled_at END AS disabled_at,
            CASE WHEN d.disabled_at >= s.enabled_at THEN d.disabled_reason END AS disabled_reason,
            CASE WHEN d.phase = 'held' AND d.held_at >= s.enabled_at AND d.url = s.target_url THEN 'held'
                 WHEN d.phase IN ('held', 'releasing') THEN 'releasing' END AS hold,
            d.held_at, d.failing_since, d.failures, d.last_failure, d.last_status, d.next_probe_at,
            (SELECT count(*) FROM (
                SELECT FROM delivery h
                WHERE d.phase IN ('held', 'releasing') AND h.subscription_id = s.id AND h.state = 'held'
                LIMIT 10000) AS kept) AS held_deliveries,
            s.created_at, s.updated_at""";

    static final String JOINS = """
            JOIN endpoint e ON e.id = s.endpoint_id
            LEFT JOIN subscription_state d ON d.subscription_id = s.id""";

    private SubscriptionRows() {}

    static Optional<StoredSubscription> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    static List<StoredSubscription> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(SubscriptionRows::read)
                .toList();
    }

    static String @Nullable [] names(@Nullable List<EventType> events) {
        return events == null ? null : events.stream().map(EventType::wireName).toArray(String[]::new);
    }

    static Integer @Nullable [] seconds(@Nullable List<Duration> waits) {
        return waits == null
                ? null
                : waits.stream().map(wait -> (int) wait.toSeconds()).toArray(Integer[]::new);
    }

    static @Nullable List<Duration> waits(Integer @Nullable [] seconds) {
        return seconds == null
                ? null
                : Arrays.stream(seconds).map(Duration::ofSeconds).toList();
    }

    static @Nullable List<EventType> events(String @Nullable [] names) {
        return names == null
                ? null
                : Arrays.stream(names).map(EventType::ofWireName).toList();
    }

    private static StoredSubscription read(Row row) {
        return new StoredSubscription(
                row.getUUID("id"),
                row.getUUID("endpoint_id"),
                row.getString("slug"),
                row.getUUID("collaborator_id"),
                Environment.ofWireName(row.getString("environment")),
                row.getString("url"),
                events(row.getArrayOfStrings("events")),
                row.getString("description"),
                List.of(row.getArrayOfStrings("header_names")),
                waits(row.getArrayOfIntegers("schedule_seconds")),
                row.getBoolean("ordered"),
                row.getBoolean("active"),
                row.getString("public_key"),
                instant(row.getOffsetDateTime("old_secret_until")),
                instant(row.getOffsetDateTime("disabled_at")),
                row.getString("disabled_reason"),
                hold(row),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable SubscriptionHold hold(Row row) {
        String hold = row.getString("hold");
        long deliveries = row.getLong("held_deliveries");
        if (hold == null) {
            return null;
        }
        return hold.equals("releasing")
                ? new SubscriptionHold(true, null, null, 0, null, null, null, deliveries)
                : new SubscriptionHold(
                        false,
                        instant(row.getOffsetDateTime("held_at")),
                        instant(row.getOffsetDateTime("failing_since")),
                        row.getInteger("failures"),
                        row.getString("last_failure"),
                        row.getInteger("last_status"),
                        instant(row.getOffsetDateTime("next_probe_at")),
                        deliveries);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
