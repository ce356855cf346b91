package io.headrace.store.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a subscription is held because its target fails, or that what was held is being sent.
 *
 * @param releasing whether it is over and only what was held is left
 * @param since when it was held, null where that is over
 * @param failingSince the first failure after the last success, null where it is over
 * @param failures attempts that failed since then
 * @param lastFailure the class of the last one, and {@code lastStatus} the HTTP status, null without an answer
 * @param nextProbeAt when the target is tried, null where it is over
 * @param deliveries how many are held now, counted up to {@link #COUNTED_AT_MOST}
 */
public record SubscriptionHold(
        boolean releasing,
        @Nullable Instant since,
        @Nullable Instant failingSince,
        int failures,
        @Nullable String lastFailure,
        @Nullable Integer lastStatus,
        @Nullable Instant nextProbeAt,
        long deliveries) {
    /** A count stops here: what is more is more. */
    public static final int COUNTED_AT_MOST = 10_000;
}
