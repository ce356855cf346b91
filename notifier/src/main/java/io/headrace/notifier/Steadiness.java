package io.headrace.notifier;

import java.time.Duration;

/**
 * Whether PostgreSQL has answered without a break for long enough that instances which outlived its outage have
 * recorded what they held: only then is a lease that ran out the lease of an instance that is gone.
 *
 * <p>Times are those of a running clock, in nanoseconds.
 */
final class Steadiness {
    private final long neededNanos;
    private final long gapNanos;
    private long steadySince;
    private long answeredAt;

    /**
     * @param needed how long the answers must have come
     * @param gap more than this between two answers is a break
     */
    Steadiness(Duration needed, Duration gap, long nowNanos) {
        this.neededNanos = needed.toNanos();
        this.gapNanos = gap.toNanos();
        broken(nowNanos);
    }

    synchronized void answered(long nowNanos) {
        if (nowNanos - answeredAt > gapNanos) {
            steadySince = nowNanos;
        }
        answeredAt = nowNanos;
    }

    synchronized void broken(long nowNanos) {
        steadySince = nowNanos;
        answeredAt = nowNanos;
    }

    synchronized boolean isSteady(long nowNanos) {
        return nowNanos - answeredAt <= gapNanos && nowNanos - steadySince >= neededNanos;
    }
}
