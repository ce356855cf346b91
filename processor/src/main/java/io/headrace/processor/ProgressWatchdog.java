package io.headrace.processor;

import java.time.Duration;
import java.util.Map;

/** Tells "alive but not moving" from idle: commands wait, PostgreSQL answers, and no position moves. */
final class ProgressWatchdog {
    private final Duration standstill;
    private Map<Integer, Long> lastPositions = Map.of();
    private long lastMoveNanos;

    ProgressWatchdog(Duration standstill, long nowNanos) {
        this.standstill = standstill;
        this.lastMoveNanos = nowNanos;
    }

    /**
     * @param positions of this instance's partitions
     * @param lag commands that wait in them
     * @return whether this instance has stood still for too long
     */
    boolean observe(Map<Integer, Long> positions, long lag, long nowNanos) {
        if (lag == 0 || !positions.equals(lastPositions)) {
            lastPositions = positions;
            lastMoveNanos = nowNanos;
        }
        return nowNanos - lastMoveNanos > standstill.toNanos();
    }

    /** Starts the count anew: what we wait for is not in our hands. */
    void excuse(long nowNanos) {
        lastMoveNanos = nowNanos;
    }
}
