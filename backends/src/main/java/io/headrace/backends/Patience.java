package io.headrace.backends;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for another process, which has no way to tell us: look again and again, but not for ever. */
public final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Patience() {}

    /** @throws IllegalStateException with {@code complaint} if it does not hold within {@code limit} */
    public static void until(Duration limit, BooleanSupplier condition, String complaint) {
        until(limit, BETWEEN_LOOKS, condition, complaint);
    }

    /** The same with a look every {@code pause}. */
    public static void until(Duration limit, Duration pause, BooleanSupplier condition, String complaint) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(complaint);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
