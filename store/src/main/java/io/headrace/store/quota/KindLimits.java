package io.headrace.store.quota;

/** How many requests of one kind a plan allows in each span. */
public record KindLimits(long perSecond, long perMinute, long perDay, long perMonth) {
    public KindLimits {
        if (Math.min(Math.min(perSecond, perMinute), Math.min(perDay, perMonth)) < 1) {
            throw new IllegalArgumentException("a limit is below 1");
        }
    }

    public long per(LimitSpan span) {
        return switch (span) {
            case SECOND -> perSecond;
            case MINUTE -> perMinute;
            case DAY -> perDay;
            case MONTH -> perMonth;
        };
    }
}
