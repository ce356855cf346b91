package io.headrace.notifier.deliver;

import io.headrace.store.delivery.LeaseRequest;
import java.util.HashMap;
import java.util.Map;

/** Counts the attempts in flight of each destination, or of each owner, against the limit that each of them has. */
final class Slots<K> {
    private final int each;
    private final Map<K, Integer> taken = new HashMap<>();

    Slots(int each) {
        if (each < 1) {
            throw new IllegalArgumentException("budget is " + each + ": must be at least 1");
        }
        this.each = each;
    }

    void take(K key) {
        taken.merge(key, 1, Integer::sum);
    }

    void giveBack(K key) {
        taken.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    LeaseRequest.Budget<K> budget() {
        Map<K, Integer> free = new HashMap<>();
        taken.forEach((key, count) -> free.put(key, Math.max(0, each - count)));
        return new LeaseRequest.Budget<>(each, free);
    }
}
