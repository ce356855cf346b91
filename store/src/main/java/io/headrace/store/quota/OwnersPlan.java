package io.headrace.store.quota;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An owner's plan as the door needs it.
 *
 * @param expiresAt null for a plan that does not end
 * @param limits of each kind that the plan allows at all
 */
public record OwnersPlan(String name, @Nullable Instant expiresAt, Map<LimitKind, KindLimits> limits) {
    public OwnersPlan {
        limits = Map.copyOf(limits);
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
