package io.headrace.store.delivery;

import java.util.List;

/**
 * What an insert came to.
 *
 * @param count how many were new
 * @param leased those that the caller holds under the leases it asked for, and may attempt
 */
public record InsertedDeliveries(int count, List<LeasedDelivery> leased) {
    public InsertedDeliveries {
        leased = List.copyOf(leased);
    }
}
