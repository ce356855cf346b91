package io.headrace.store.delivery;

import java.time.Duration;
import java.util.Map;

/**
 * How many due deliveries an instance can take now.
 *
 * @param limit at most this many in all
 * @param perDestination at most this many of one destination, unless {@code free} says less
 * @param free for each destination that has calls in flight, how many more it may have; none is asked of those at 0
 * @param duration after which the lease may be taken away
 */
public record LeaseRequest(
        String holder, Duration duration, int limit, int perDestination, Map<String, Integer> free) {}
