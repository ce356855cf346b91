package io.headrace.local;

import java.time.Duration;

/**
 * How long to wait before a dead process is started again: hardly at all the first time, longer while it keeps dying.
 *
 * @param first the wait after the first death in a row; each further death doubles it
 * @param longest the most it waits
 * @param healthyAfter who ran this long before dying is forgiven what was before
 */
record RestartBackoff(Duration first, Duration longest, Duration healthyAfter) {
    static final RestartBackoff STANDARD =
            new RestartBackoff(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** @param before deaths in a row until now */
    int deathsInARow(int before, Duration uptime) {
        return uptime.compareTo(healthyAfter) >= 0 ? 1 : before + 1;
    }

    Duration delay(int deathsInARow) {
        Duration delay = first;
        for (int i = 1; i < deathsInARow && delay.compareTo(longest) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
