package io.headrace.ingest.limit;

import java.util.function.LongSupplier;

/**
 * The database's clock, read from its answers: all instances count by this one, however theirs go.
 *
 * <p>It is never behind: no token is used after its span is over. It is ahead by no more than the quickest answer took.
 */
final class DatabaseClock {
    private static final long MILLI_NANOS = 1_000_000;

    private final LongSupplier nanos;
    private boolean heard;
    private volatile long aheadNanos;

    /** @param hostMillis what to go by until the database was heard */
    DatabaseClock(LongSupplier nanos, long hostMillis) {
        this.nanos = nanos;
        this.aheadNanos = hostMillis * MILLI_NANOS - nanos.getAsLong();
    }

    /** Milliseconds since 1970. */
    long now() {
        return Math.floorDiv(nanos.getAsLong() + aheadNanos, MILLI_NANOS);
    }

    /** This process's own time, for {@link #heard}. */
    long nanos() {
        return nanos.getAsLong();
    }

    /**
     * The database said that it is {@code millis}, at some moment between these two. Of all answers the one that leaves
     * the least doubt counts; one that cannot be true beside it means that a clock was set, or goes faster.
     */
    synchronized void heard(long sentNanos, long receivedNanos, long millis) {
        long most = (millis + 1) * MILLI_NANOS - sentNanos;
        long least = millis * MILLI_NANOS - receivedNanos;
        if (!heard || least > aheadNanos || most < aheadNanos) {
            aheadNanos = most;
        }
        heard = true;
    }
}
