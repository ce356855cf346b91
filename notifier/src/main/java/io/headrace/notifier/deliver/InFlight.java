package io.headrace.notifier.deliver;

import io.headrace.store.delivery.LeaseRequest;
import io.headrace.store.delivery.LeasedDelivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The attempts of this instance that are not recorded yet, and how many more may start: a budget in all, and smaller
 * ones for each destination and each owner, so that one that hangs does not take them all.
 */
final class InFlight {
    private final int limit;
    private final Map<UUID, LeasedDelivery> byLease = new HashMap<>();
    private final Slots<String> destinations;
    private final Slots<UUID> owners;

    InFlight(int limit, int perDestination, int perOwner) {
        if (limit < 1) {
            throw new IllegalArgumentException("budget is " + limit + ": must be at least 1");
        }
        this.limit = limit;
        this.destinations = new Slots<>(perDestination);
        this.owners = new Slots<>(perOwner);
    }

    synchronized void add(LeasedDelivery delivery) {
        byLease.put(delivery.leaseId(), delivery);
        destinations.take(delivery.destination());
        owners.take(delivery.ownerId());
    }

    synchronized void remove(LeasedDelivery delivery) {
        if (byLease.remove(delivery.leaseId()) != null) {
            destinations.giveBack(delivery.destination());
            owners.giveBack(delivery.ownerId());
        }
    }

    synchronized int free() {
        return Math.max(0, limit - byLease.size());
    }

    synchronized LeaseRequest.Budget<String> destinations() {
        return destinations.budget();
    }

    synchronized LeaseRequest.Budget<UUID> owners() {
        return owners.budget();
    }

    /** Whether a destination or an owner has all it may have, so that more of theirs may be due than was taken. */
    synchronized boolean isAnySpent() {
        return destinations.budget().free().containsValue(0)
                || owners.budget().free().containsValue(0);
    }

    synchronized List<UUID> leases() {
        return List.copyOf(byLease.keySet());
    }

    synchronized boolean isEmpty() {
        return byLease.isEmpty();
    }
}
