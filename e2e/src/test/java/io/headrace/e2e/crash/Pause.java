package io.headrace.e2e.crash;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that passes on purpose: a fault that lasts, quiet between two faults, a client that thinks. */
final class Pause {
    private Pause() {}

    /** Ends early only if the thread is interrupted, which it stays. */
    static void of(Duration length) {
        until(System.nanoTime() + length.toNanos());
    }

    static void until(long deadlineNanos) {
        long left = deadlineNanos - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = deadlineNanos - System.nanoTime();
        }
    }
}
