package io.headrace.notifier.hold;

import java.time.Duration;

/**
 * How long a held subscription waits for its next probe: twice as long after each that failed, within a bound.
 *
 * @param first before the first probe
 */
public record ProbeSchedule(Duration first) {
    static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 30;

    public ProbeSchedule {
        if (first.toMillis() < 1) {
            throw new IllegalArgumentException("the wait for a probe is " + first + ": it must be at least PT0.001S");
        }
    }

    /** @param probes how many there were since it was held */
    Duration waitAfter(int probes) {
        Duration wait = first.multipliedBy(1L << Math.min(Math.max(probes, 0), MOST_DOUBLINGS));
        Duration longest = first.compareTo(LONGEST) > 0 ? first : LONGEST;
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
