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
 * @param sequence of its event; null where it is not known
 * @param ordered whether later events of its record wait for it
 * @param test whether somebody asked for it to try the target
 * @param probes how many of the attempts before this one were made to try a failing target
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
        boolean ownerActive,
        @Nullable Long sequence,
        boolean ordered,
        boolean test,
        int probes) {

    /** Whether nobody wants it any more: its owner was deactivated, its subscription stopped, its endpoint deleted. */
    public boolean isWithdrawn() {
        return !ownerActive || (subscription == null ? sealedSigningSecret == null : !subscription.live());
    }

    /** Whether it is to be kept, not sent: its subscription is held, and it is not what tries the target. */
    public boolean isHeld() {
        return subscription != null && subscription.standing() == Standing.HELD && !isProbe() && !test;
    }

    /** Whether it tries a target that has failed: a failure of it is no news, and uses up nothing. */
    public boolean isTrial() {
        return subscription != null && !test && (isProbe() || subscription.standing() == Standing.TRIED);
    }

    private boolean isProbe() {
        return subscription != null && subscription.standing() == Standing.HELD && id.equals(subscription.probe());
    }
}
