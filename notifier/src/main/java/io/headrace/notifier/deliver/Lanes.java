package io.headrace.notifier.deliver;

import io.headrace.store.delivery.LeasedDelivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** The attempts under way at each destination, and what is leased for it already and waits for one of them to end. */
final class Lanes {
    private final ToIntFunction<String> atOnce;
    private final long patienceNanos;
    private final Map<String, Lane> lanes = new HashMap<>();

    private record Waiting(LeasedDelivery delivery, long sinceNanos) {}

    private static final class Lane {
        final Set<UUID> underWay = new HashSet<>();
        final Deque<Waiting> waiting = new ArrayDeque<>();

        boolean isEmpty() {
            return underWay.isEmpty() && waiting.isEmpty();
        }
    }

    /** @param patience what waits longer was leased in vain: its destination has become slow */
    Lanes(ToIntFunction<String> atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patienceNanos = patience.toNanos();
    }

    /** Whether this one may be attempted now; if not, it waits behind those of its destination that came before. */
    synchronized boolean begin(LeasedDelivery delivery, long nowNanos) {
        Lane lane = lanes.computeIfAbsent(delivery.destination(), destination -> new Lane());
        if (lane.waiting.isEmpty() && lane.underWay.size() < atOnce.applyAsInt(delivery.destination())) {
            return lane.underWay.add(delivery.leaseId());
        }
        lane.waiting.add(new Waiting(delivery, nowNanos));
        return false;
    }

    /** Nothing of this attempt is left running: which ones are to be attempted now. */
    synchronized List<LeasedDelivery> end(LeasedDelivery delivery, long nowNanos) {
        String destination = delivery.destination();
        Lane lane = lanes.get(destination);
        if (lane == null || !lane.underWay.remove(delivery.leaseId())) {
            return List.of();
        }
        List<LeasedDelivery> next = next(destination, lane, nowNanos);
        if (lane.isEmpty()) {
            lanes.remove(destination);
        }
        return next;
    }

    /** Which ones are to be attempted now, after those in front of them were taken out. */
    synchronized List<LeasedDelivery> begin(long nowNanos) {
        List<LeasedDelivery> next = new ArrayList<>();
        lanes.forEach((destination, lane) -> next.addAll(next(destination, lane, nowNanos)));
        lanes.values().removeIf(Lane::isEmpty);
        return next;
    }

    /** None that has waited for too long: what was read of its subscription with its lease may be true no more. */
    private List<LeasedDelivery> next(String destination, Lane lane, long nowNanos) {
        List<LeasedDelivery> next = new ArrayList<>();
        while (!lane.waiting.isEmpty()
                && !isOverdue(lane.waiting.element(), nowNanos)
                && lane.underWay.size() < atOnce.applyAsInt(destination)) {
            LeasedDelivery first = lane.waiting.remove().delivery();
            lane.underWay.add(first.leaseId());
            next.add(first);
        }
        return next;
    }

    private boolean isOverdue(Waiting waiting, long nowNanos) {
        return nowNanos - waiting.sinceNanos() > patienceNanos;
    }

    /** Whether a slot that came back there stays empty. */
    synchronized boolean isStarving(String destination) {
        Lane lane = lanes.get(destination);
        return lane == null || lane.waiting.isEmpty();
    }

    /** Takes out what has waited for too long; it waits for nothing here any more. */
    synchronized List<LeasedDelivery> overdue(long nowNanos) {
        List<LeasedDelivery> overdue = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            while (!lane.waiting.isEmpty() && isOverdue(lane.waiting.element(), nowNanos)) {
                overdue.add(lane.waiting.remove().delivery());
            }
        }
        return overdue;
    }

    /** Takes out all that waits. */
    synchronized List<LeasedDelivery> waiting() {
        List<LeasedDelivery> all = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            lane.waiting.forEach(each -> all.add(each.delivery()));
            lane.waiting.clear();
        }
        return all;
    }
}
