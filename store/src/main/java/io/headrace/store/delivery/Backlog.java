package io.headrace.store.delivery;

import java.time.Duration;

/**
 * How much is not delivered yet.
 *
 * @param open pending, waiting and sending deliveries, counted up to {@link BacklogStore#COUNTED_AT_MOST}
 * @param held kept because their subscription is held or being released, counted as far
 * @param heldSubscriptions that are held now
 * @param oldestDue how long the longest due delivery has been due; zero when none is
 */
public record Backlog(long open, long held, long heldSubscriptions, Duration oldestDue) {
    public static final Backlog NONE = new Backlog(0, 0, 0, Duration.ZERO);
}
