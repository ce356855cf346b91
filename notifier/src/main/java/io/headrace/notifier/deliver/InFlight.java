package io.headrace.notifier.deliver;

import io.headrace.notifier.NotifierConfig;
import io.headrace.store.delivery.LeaseRequest;
import io.headrace.store.delivery.LeasedDelivery;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The attempts of this instance that are not recorded yet, and how many more may start: a budget of them in all, and
 * smaller ones of attempts under way for each destination and each owner, so that one that hangs does not take them all.
 *
 * <p>Retries may take three quarters of them: however many fail, there is room for first attempts.
 *
 * <p>A new delivery may take a slot at once only while nothing older waits for the same slot; who has fallen behind is
 * known from the claims, each of which takes the longest due first.
 */
@Singleton
final class InFlight {
    private final int limit;
    private final int mostRetries;
    private final Set<UUID> leases = new HashSet<>();
    private final Set<UUID> retries = new HashSet<>();
    private final Map<UUID, Slot> underWay = new HashMap<>();
    private final Slots<String> destinations;
    private final Slots<UUID> owners;
    private boolean allBehind = true;

    private record Slot(String destination, UUID ownerId) {}

    @Inject
    InFlight(NotifierConfig config, Destinations destinations) {
        this(
                config.webhook().inFlight(),
                destinations,
                Allowance.same(config.webhook().inFlightPerOwner()));
    }

    InFlight(int limit, Allowance<String> destinations, Allowance<UUID> owners) {
        if (limit < 1) {
            throw new IllegalArgumentException("budget is " + limit + ": must be at least 1");
        }
        this.limit = limit;
        this.mostRetries = Math.max(1, limit * 3 / 4);
        this.destinations = new Slots<>(destinations);
        this.owners = new Slots<>(owners);
    }

    /** Takes a slot for a new delivery, or says that it has to wait for a claim. */
    synchronized boolean reserve(UUID leaseId, String destination, UUID ownerId) {
        allBehind |= leases.size() >= limit;
        if (allBehind) {
            return false;
        }
        if (!destinations.isOpen(destination)) {
            destinations.fallBehind(destination);
            return false;
        }
        if (!owners.isOpen(ownerId)) {
            owners.fallBehind(ownerId);
            return false;
        }
        add(leaseId, new Slot(destination, ownerId));
        return true;
    }

    /**
     * A claim has ended. What counts is what it asked for, not what is free by now: slots that were given back while it
     * ran were not asked for.
     *
     * @param postponed how many were due besides, and were put off
     * @return whether more may be due of those who did not get all that was asked for them: a claim sees only the
     *     longest due, and those may all have been somebody else's
     */
    synchronized boolean claimed(LeaseRequest asked, List<LeasedDelivery> got, int postponed) {
        got.forEach(delivery -> {
            add(delivery.leaseId(), new Slot(delivery.destination(), delivery.ownerId()));
            if (delivery.number() > 1) {
                retries.add(delivery.leaseId());
            }
        });
        allBehind = got.size() + postponed >= asked.limit();
        boolean cutOff = destinations.catchUp(
                asked.destinations(),
                got.stream().map(LeasedDelivery::destination).toList());
        cutOff |= owners.catchUp(
                asked.owners(), got.stream().map(LeasedDelivery::ownerId).toList());
        return allBehind || cutOff;
    }

    /**
     * Nothing of the attempt is on its way any more; its outcome still has to be recorded.
     *
     * @return whether somebody may wait for the slot
     */
    synchronized boolean answered(UUID leaseId) {
        Slot slot = underWay.remove(leaseId);
        if (slot == null) {
            return false;
        }
        destinations.giveBack(slot.destination());
        owners.giveBack(slot.ownerId());
        return isAnyBehind();
    }

    /** @return whether somebody may wait for what is given back only now */
    synchronized boolean remove(UUID leaseId) {
        boolean slotAwaited = answered(leaseId);
        boolean othersWereLeftOut = !hasRoomForRetries();
        leases.remove(leaseId);
        boolean retry = retries.remove(leaseId);
        return slotAwaited || allBehind || retry && othersWereLeftOut;
    }

    /** Whether a claim may bring retries: as many as it may take, so that their share is no hard bound. */
    synchronized boolean hasRoomForRetries() {
        return retries.size() < mostRetries;
    }

    synchronized int free() {
        return Math.max(0, limit - leases.size());
    }

    synchronized LeaseRequest.Budget<String> destinations() {
        return destinations.budget();
    }

    synchronized LeaseRequest.Budget<UUID> owners() {
        return owners.budget();
    }

    synchronized LeaseRequest.Budget<String> otherDestinations() {
        return destinations.budgetOfOthers();
    }

    synchronized LeaseRequest.Budget<UUID> otherOwners() {
        return owners.budgetOfOthers();
    }

    synchronized boolean isBehind(String destination) {
        return destinations.isBehind(destination);
    }

    /** Whether more may be due than was taken, so that a slot given back is a reason to claim. */
    synchronized boolean isAnyBehind() {
        return allBehind || destinations.isAnyBehind() || owners.isAnyBehind();
    }

    synchronized List<UUID> leases() {
        return List.copyOf(leases);
    }

    synchronized boolean isEmpty() {
        return leases.isEmpty();
    }

    private void add(UUID leaseId, Slot slot) {
        leases.add(leaseId);
        underWay.put(leaseId, slot);
        destinations.take(slot.destination());
        owners.take(slot.ownerId());
    }
}
