package io.headrace.store.delivery;

import java.util.List;

/**
 * What a claim came to.
 *
 * @param leased those that the caller holds now
 * @param postponed how many were due but wait for earlier ones of their record, and are looked at again later
 */
public record ClaimedDeliveries(List<LeasedDelivery> leased, int postponed) {
    public ClaimedDeliveries {
        leased = List.copyOf(leased);
    }
}
