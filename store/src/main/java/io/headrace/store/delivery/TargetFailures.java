package io.headrace.store.delivery;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one subscription that failed.
 *
 * @param url where they went
 * @param deliveries whose they were, each once
 * @param attempts how many there were
 * @param failure of the last one, and {@code status} likewise, null without an answer
 */
public record TargetFailures(
        UUID subscriptionId,
        String url,
        Set<UUID> deliveries,
        int attempts,
        AttemptFailure failure,
        @Nullable Integer status) {
    public TargetFailures {
        deliveries = Set.copyOf(deliveries);
    }
}
