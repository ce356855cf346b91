package io.headrace.store.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * The leases under which an instance inserts new deliveries that it can attempt at once.
 *
 * @param duration after which a lease may be taken away
 * @param byDelivery the lease of each delivery that gets one; those that are not named wait to be claimed
 */
public record FirstLeases(String holder, Duration duration, Map<UUID, UUID> byDelivery) {
    public FirstLeases {
        byDelivery = Map.copyOf(byDelivery);
    }
}
