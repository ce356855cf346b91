package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Bounds of time, held to on a machine that now and then stands still: that spoils a round, what is slow is so in each. */
final class Rounds {
    private static final int MOST = 3;

    private Rounds() {}

    /** The first that is in time is enough. */
    static void assertOneWithin(Duration bound, Runnable round) {
        Duration shortest = time(round);
        for (int i = 1; i < MOST && shortest.compareTo(bound) > 0; i++) {
            Duration next = time(round);
            shortest = next.compareTo(shortest) < 0 ? next : shortest;
        }
        assertThat(shortest).isLessThanOrEqualTo(bound);
    }

    private static Duration time(Runnable round) {
        long started = System.nanoTime();
        round.run();
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
