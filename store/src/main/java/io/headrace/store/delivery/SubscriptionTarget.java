package io.headrace.store.delivery;

import io.headrace.contracts.RetrySchedule;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is at the moment of an attempt: what holds is what its owner says now, not when the event came.
 *
 * @param live false where it was deleted, deactivated or given up: then nothing is sent
 * @param sealedOldSecret the secret before this one, while it signs too; null otherwise
 * @param schedule null for the notifier's own
 * @param readAt when this was so, by PostgreSQL's clock
 * @param probe the delivery that tries the target while it is held, or null
 */
public record SubscriptionTarget(
        UUID id,
        boolean live,
        @Nullable String sealedHeaders,
        @Nullable String sealedSecret,
        @Nullable String sealedOldSecret,
        @Nullable RetrySchedule schedule,
        OffsetDateTime readAt,
        Standing standing,
        @Nullable UUID probe) {

    /** What statements that lease deliveries select of the view {@code subscription_target}, under the name target. */
    static final String COLUMNS = """
            target.live, target.sealed_headers, target.sealed_secret, target.sealed_old_secret,
            target.schedule_seconds, headrace_now() AS read_at, target.standing, target.probe""";

    /** Null for a callback. A subscription that is not there any more is one that is not live. */
    static @Nullable SubscriptionTarget read(Row row) {
        UUID id = row.getUUID("subscription_id");
        if (id == null) {
            return null;
        }
        return new SubscriptionTarget(
                id,
                Boolean.TRUE.equals(row.getBoolean("live")),
                row.getString("sealed_headers"),
                row.getString("sealed_secret"),
                row.getString("sealed_old_secret"),
                schedule(row.getArrayOfIntegers("schedule_seconds")),
                row.getOffsetDateTime("read_at"),
                standing(row.getString("standing")),
                row.getUUID("probe"));
    }

    private static Standing standing(@Nullable String name) {
        return name == null ? Standing.SOUND : Standing.ofWireName(name);
    }

    private static @Nullable RetrySchedule schedule(Integer @Nullable [] seconds) {
        return seconds == null
                ? null
                : new RetrySchedule(
                        Arrays.stream(seconds).map(Duration::ofSeconds).toList());
    }
}
