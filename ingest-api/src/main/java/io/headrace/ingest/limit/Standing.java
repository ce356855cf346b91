package io.headrace.ingest.limit;

import io.headrace.store.quota.LimitSpan;

/**
 * How an owner stands after a request: the span that lets the fewest more through, or the one that refuses.
 *
 * @param remaining as far as this instance knows
 * @param end when the span begins anew, and {@code now}, on the database's clock in milliseconds since 1970
 * @param policy all limits, as the header names them
 */
record Standing(Verdict verdict, LimitSpan span, long limit, long remaining, long end, long now, String policy) {
    private static final long SECOND_MILLIS = 1_000;
    /** A client whose clock is fast must not come back a moment too early. */
    private static final long MARGIN_MILLIS = 10;

    /** Unix time at which the span begins anew. */
    long resetSeconds() {
        return end / SECOND_MILLIS;
    }

    /** Whole seconds after which the span has begun anew. */
    long secondsLeft() {
        return Math.max(1, Math.floorDiv(end - now + MARGIN_MILLIS + SECOND_MILLIS - 1, SECOND_MILLIS));
    }

    /** Whether it is refused for long. */
    boolean isQuota() {
        return span == LimitSpan.DAY || span == LimitSpan.MONTH;
    }
}
