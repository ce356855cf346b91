package io.headrace.notifier.deliver;

import io.headrace.store.delivery.AttemptFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the last attempts at a destination say of how much it takes.
 *
 * @param millis how long an attempt takes there, the last ones weighing most
 * @param answering whether the last attempt got an answer, of whatever status
 * @param timeouts how many attempts in a row ran into their deadline
 */
record Pulse(double millis, boolean answering, int timeouts) {
    /** A destination of which nothing is known. */
    static final Pulse UNKNOWN = new Pulse(0, false, 0);

    /** So much work is leased ahead: a claim of many costs little more than one of few. */
    private static final Duration WORK_AHEAD = Duration.ofMillis(250);

    private static final int MOST_AHEAD = 64;

    /** So many in a row, and a destination is taken for one that hangs: it gets few attempts at once until one ends well. */
    private static final int HANGS = 8;

    private static final int FEW = 4;
    private static final double NEWEST = 0.2;

    /** @param failure null for a 2xx answer in time */
    Pulse after(Duration took, @Nullable AttemptFailure failure) {
        double last = took.toNanos() / 1e6;
        return new Pulse(
                this == UNKNOWN ? last : millis + NEWEST * (last - millis),
                failure == null || failure == AttemptFailure.STATUS,
                failure == AttemptFailure.TIMEOUT ? timeouts + 1 : 0);
    }

    /** Something waited there in vain for an attempt to end: nothing more ahead until one does. */
    Pulse stalled() {
        return new Pulse(millis, false, timeouts);
    }

    boolean hangs() {
        return timeouts >= HANGS;
    }

    /** @param most what a destination that answers may have */
    int atOnce(int most) {
        return hangs() ? Math.min(FEW, most) : most;
    }

    /** How many are worth leasing beyond those: what will be attempted in a moment. */
    int ahead(int most) {
        return answering ? (int) Math.min(MOST_AHEAD, most * WORK_AHEAD.toMillis() / Math.max(1, millis)) : 0;
    }
}
