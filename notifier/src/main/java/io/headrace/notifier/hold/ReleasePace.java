package io.headrace.notifier.hold;

import java.time.Duration;

/**
 * How fast what was held is sent: a few until one has succeeded, then as many a second as the operator says, and as many
 * again with each full minute, so that a release ends although more comes in.
 */
public record ReleasePace(int perSecond) {
    static final int TRIED_WITH = 5;
    private static final int MOST = 10_000;

    public ReleasePace {
        if (perSecond < 1 || perSecond > MOST) {
            throw new IllegalArgumentException("a release sends " + perSecond + " a second: it must be 1 to " + MOST);
        }
    }

    int limit(Duration sinceRelease, boolean recovered) {
        if (!recovered) {
            return Math.min(TRIED_WITH, perSecond);
        }
        return (int) Math.min(MOST, perSecond * (1 + Math.max(0, sinceRelease.toMinutes())));
    }
}
