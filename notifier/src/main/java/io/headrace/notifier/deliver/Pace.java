package io.headrace.notifier.deliver;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Lets a task run at once after a pause, and at most once per interval under load: what comes meanwhile gathers, so that
 * one statement serves it all.
 */
final class Pace {
    private final Vertx vertx;
    private final long intervalNanos;
    private final Runnable task;
    private long lastNanos;
    private boolean coming;

    Pace(Vertx vertx, Duration interval, Runnable task) {
        this.vertx = vertx;
        this.intervalNanos = interval.toNanos();
        this.task = task;
        this.lastNanos = System.nanoTime() - intervalNanos;
    }

    /** The task runs after this call began: now, or by the clock, together with whoever else asks until then. */
    void ask() {
        long waitNanos = untilNext();
        if (waitNanos == 0) {
            task.run();
        } else if (waitNanos > 0) {
            vertx.setTimer(Math.max(1, Duration.ofNanos(waitNanos).toMillis()), timer -> {
                begin();
                task.run();
            });
        }
    }

    /** Negative where somebody waits already. */
    private synchronized long untilNext() {
        if (coming) {
            return -1;
        }
        long waitNanos = Math.max(0, intervalNanos - (System.nanoTime() - lastNanos));
        coming = waitNanos > 0;
        if (!coming) {
            lastNanos = System.nanoTime();
        }
        return waitNanos;
    }

    private synchronized void begin() {
        coming = false;
        lastNanos = System.nanoTime();
    }
}
