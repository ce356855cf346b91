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
    synchronized List<LeasedDelivery> end(LeasedDelivery delivery) {
        String destination = delivery.destination();
        Lane lane = lanes.get(destination);
        if (lane == null || !lane.underWay.remove(delivery.leaseId())) {
            return List.of();
        }
        List<LeasedDelivery> next = new ArrayList<>();
        while (!lane.waiting.isEmpty() && lane.underWay.size() < atOnce.applyAsInt(destination)) {
            LeasedDelivery first = lane.waiting.remove().delivery();
            lane.underWay.add(first.leaseId());
            next.add(first);
        }
        if (lane.isEmpty()) {
            lanes.remove(destination);
        }
        return next;
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
            while (!lane.waiting.isEmpty() && nowNanos - lane.waiting.peek().sinceNanos() > patienceNanos) {
                overdue.add(lane.waiting.remove().delivery());
            }
        }
        return overdue;
    }
}
