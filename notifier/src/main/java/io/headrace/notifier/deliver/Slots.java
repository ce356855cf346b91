package io.headrace.notifier.deliver;

import io.headrace.store.delivery.LeaseRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the leases of each destination, or of each owner, against what each of them may have, and remembers who fell
 * behind: those of whom more may be due than was taken.
 */
final class Slots<K> {
    private final Allowance<K> allowance;
    private final Map<K, Integer> taken = new HashMap<>();
    private final Set<K> behind = new HashSet<>();

    Slots(Allowance<K> allowance) {
        this.allowance = allowance;
    }

    void take(K key) {
        taken.merge(key, 1, Integer::sum);
    }

    void giveBack(K key) {
        taken.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Whether a new delivery of theirs may go first: they have a slot, and nothing older waits for it. */
    boolean isOpen(K key) {
        return taken.getOrDefault(key, 0) < allowance.of(key) && !behind.contains(key);
    }

    boolean isBehind(K key) {
        return behind.contains(key);
    }

    void fallBehind(K key) {
        behind.add(key);
    }

    /**
     * After a claim: whoever got less than was asked for had nothing more that was due.
     *
     * @return whether somebody got all that was asked for, so that others may have stood behind him in the queue
     */
    boolean catchUp(LeaseRequest.Budget<K> asked, List<K> got) {
        Map<K, Integer> left = new HashMap<>(asked.free());
        got.forEach(key -> left.merge(key, asked.each() - 1, (free, same) -> free - 1));
        left.values().removeIf(free -> free > 0);
        behind.clear();
        behind.addAll(left.keySet());
        return !asked.spent().containsAll(behind);
    }

    boolean isAnyBehind() {
        return !behind.isEmpty();
    }

    LeaseRequest.Budget<K> budget() {
        Map<K, Integer> free = new HashMap<>(allowance.restrained());
        taken.forEach((key, count) -> free.put(key, Math.max(0, allowance.of(key) - count)));
        return new LeaseRequest.Budget<>(allowance.each(), free);
    }

    /** Nothing for those who fell behind, though they may have slots again by now. */
    LeaseRequest.Budget<K> budgetOfOthers() {
        Map<K, Integer> free = new HashMap<>(budget().free());
        behind.forEach(key -> free.put(key, 0));
        return new LeaseRequest.Budget<>(allowance.each(), free);
    }
}
