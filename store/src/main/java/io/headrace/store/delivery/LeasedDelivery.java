package io.headrace.store.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this instance may attempt once, with everything the attempt needs.
 *
 * @param leaseId the fencing id: an outcome counts only while the row still carries it
 * @param number of this attempt, from 1
 * @param destination host and port of the target, as written in its URL
 * @param sealedSigningSecret the endpoint's, or null when the endpoint is gone
 * @param subscription whose target this is; null for the callback that the request itself named
 * @param replay whether somebody asked for this event again
 * @param ownerActive false where its owner was deactivated: then nothing is sent
 */
public record LeasedDelivery(
        UUID id,
        UUID leaseId,
        int number,
        UUID ownerId,
        UUID eventId,
        UUID endpointId,
        String requestId,
        @Nullable String traceparent,
        String body,
        String targetUrl,
        String destination,
        @Nullable String authHeader,
        @Nullable String sealedAuth,
        @Nullable String sealedSigningSecret,
        @Nullable SubscriptionTarget subscription,
        boolean replay,
        boolean ownerActive) {

    /** Whether nobody wants it any more: its owner was deactivated, or its subscription stopped. */
    public boolean isWithdrawn() {
        return !ownerActive || subscription != null && !subscription.live();
    }
}
