package io.headrace.e2e;

import java.time.Duration;

/**
 * Moves the system's one clock, which is a function in PostgreSQL. Closing leaves it where it is for the deliveries
 * that were made under it, and only stops it from being a test's.
 */
final class Clock implements AutoCloseable {
    private final TestSystem system;
    private Duration ahead;

    Clock(TestSystem system) {
        this.system = system;
        this.ahead = system.clockAhead();
    }

    void advance(Duration by) {
        ahead = ahead.plus(by);
        system.setClockAhead(ahead);
    }

    @Override
    public void close() {
        system.setClockAhead(ahead);
    }
}
