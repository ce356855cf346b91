package io.headrace.notifier.deliver;

import io.headrace.store.delivery.LeasedDelivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The attempts of this instance that are not recorded yet, and how many more may start: a budget in all, and a smaller
 * one for each destination, so that one that hangs does not take them all.
 */
final class InFlight {
    private final int limit;
    private final int perDestination;
    private final Map<UUID, LeasedDelivery> byLease = new HashMap<>();
    private final Map<String, Integer> byDestination = new HashMap<>();

    InFlight(int limit, int perDestination) {
        if (limit < 1 || perDestination < 1) {
            throw new IllegalArgumentException(
                    "budgets are " + limit + " and " + perDestination + ": both must be at least 1");
        }
        this.limit = limit;
        this.perDestination = perDestination;
    }

    synchronized void add(LeasedDelivery delivery) {
        byLease.put(delivery.leaseId(), delivery);
        byDestination.merge(delivery.destination(), 1, Integer::sum);
    }

    synchronized void remove(LeasedDelivery delivery) {
        if (byLease.remove(delivery.leaseId()) != null) {
            byDestination.computeIfPresent(delivery.destination(), (name, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int free() {
        return Math.max(0, limit - byLease.size());
    }

    int perDestination() {
        return perDestination;
    }

    /** For each destination with attempts in flight, how many more it may have. */
    synchronized Map<String, Integer> freeByDestination() {
        Map<String, Integer> free = new HashMap<>();
        byDestination.forEach((name, count) -> free.put(name, Math.max(0, perDestination - count)));
        return free;
    }

    synchronized List<UUID> leases() {
        return List.copyOf(byLease.keySet());
    }

    synchronized boolean isEmpty() {
        return byLease.isEmpty();
    }
}
