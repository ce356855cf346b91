package io.headrace.store.account;

/** How many requests of one kind a plan allows in each period. */
public record PlanLimits(long perSecond, long perMinute, long perDay, long perMonth) {
    public PlanLimits {
        if (perSecond < 1 || perMinute < 1 || perDay < 1 || perMonth < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }
}
