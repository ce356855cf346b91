package io.headrace.notifier.deliver;

import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Claims whose answer did not come, though PostgreSQL may have carried them out: their leases are held in this
 * instance's name, and it knows nothing of them. Says when to look for such leases.
 *
 * <p>Times are those of a running clock, in nanoseconds.
 */
@Singleton
final class LostClaims {
    /** A claim may still be carried out when nobody waits for it any more: until the pool's statement timeout ends it. */
    static final Duration MAY_STILL_COME = Duration.ofSeconds(25);

    static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private boolean some;
    private long lookUntil;
    private long nextLook;

    /** Looks at once, and from time to time until none can come any more. */
    synchronized void lost(long nowNanos) {
        some = true;
        lookUntil = nowNanos + MAY_STILL_COME.toNanos();
        nextLook = nowNanos;
    }

    synchronized boolean isDue(long nowNanos) {
        return some && nowNanos - nextLook >= 0;
    }

    synchronized void looked(long nowNanos) {
        some &= nowNanos - lookUntil < 0;
        nextLook = nowNanos + BETWEEN_LOOKS.toNanos();
    }
}
