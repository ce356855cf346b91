package io.headrace.notifier.hold;

import io.headrace.store.delivery.TargetHealth;
import java.time.Duration;

/**
 * When a subscription whose attempts fail is held.
 *
 * @param after so long without a success
 * @param deliveries and with attempts of so many different ones
 */
public record HoldPolicy(Duration after, int deliveries) {
    /** So many failed attempts, and no success, after a release are enough to hold again. */
    static final int RELAPSE = 3;

    public HoldPolicy {
        if (after.isNegative()) {
            throw new IllegalArgumentException("the time to hold after is " + after + ": it must not be negative");
        }
        if (deliveries < 1 || deliveries > 1_000) {
            throw new IllegalArgumentException(
                    "deliveries that must fail are " + deliveries + ": they must be 1 to 1000");
        }
    }

    boolean holds(TargetHealth health) {
        if (health.isHeld()) {
            return false;
        }
        return health.isUntriedRelease() && health.attempts() >= RELAPSE
                || health.failing().compareTo(after) >= 0 && health.deliveries() >= deliveries;
    }
}
