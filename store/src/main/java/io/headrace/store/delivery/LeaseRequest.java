package io.headrace.store.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How many due deliveries an instance can take now.
 *
 * @param limit at most this many in all
 * @param duration after which the lease may be taken away
 * @param retries whether those may be among them that were attempted before
 */
public record LeaseRequest(
        String holder,
        Duration duration,
        int limit,
        boolean retries,
        Budget<String> destinations,
        Budget<UUID> owners) {

    /**
     * What each destination, or each owner, may have.
     *
     * @param each at most this many, unless {@code free} says less
     * @param free for each that has attempts in flight, how many more it may have; none is asked of those at 0
     */
    public record Budget<K>(int each, Map<K, Integer> free) {
        public Budget {
            free = Map.copyOf(free);
        }

        /** Those that may have none. */
        public List<K> spent() {
            return free.entrySet().stream()
                    .filter(entry -> entry.getValue() <= 0)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
