package io.headrace.store.delivery;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one target, before its first attempt.
 *
 * @param id derived from the event and the subscription, so that planning it twice inserts it once
 * @param subscriptionId null for the callback that the request itself named
 * @param authHeader the header that carries the target's own secret, or null
 * @param sealedAuth that secret, sealed for this event; null where there is none
 * @param firstWait before the first attempt
 * @param ordered whether it waits for what its record has on the way to the same subscription
 * @param held whether its subscription seems to be held, so that it is not to be attempted now
 */
public record PlannedDelivery(
        UUID id,
        StoredEvent event,
        @Nullable UUID subscriptionId,
        String targetUrl,
        @Nullable String authHeader,
        @Nullable String sealedAuth,
        Duration firstWait,
        boolean ordered,
        boolean held) {

    /** Whether it may be attempted as soon as it is there, if there is room. */
    public boolean isDueAtOnce() {
        return firstWait.isZero() && !held;
    }

    /** Its place in the line of its record; null where it stands in none. */
    @Nullable
    Long line() {
        return ordered ? event.sequence() : null;
    }

    /** Host and port as written in the URL, which is how {@link LeaseStore} reads it too. */
    public String destination() {
        String[] parts = targetUrl.split("/", 4);
        return parts.length < 3 ? "" : parts[2];
    }

    /**
     * Its first attempt, held by who inserted it. Its owner is not looked at: this is what was on its way to us when
     * they were deactivated.
     *
     * @param urlNow the subscription's, which may have changed since it was looked up
     */
    LeasedDelivery leased(
            UUID leaseId, String urlNow, @Nullable String sealedSigningSecret, @Nullable SubscriptionTarget target) {
        return new LeasedDelivery(
                id,
                leaseId,
                1,
                event.ownerId(),
                event.id(),
                event.endpointId(),
                event.requestId(),
                event.traceparent(),
                event.body(),
                urlNow,
                destination(),
                authHeader,
                sealedAuth,
                sealedSigningSecret,
                target,
                false,
                true,
                event.sequence(),
                line() != null,
                false,
                0);
    }
}
