package io.headrace.store.quota;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How long a limit counts before it begins anew: pieces of the calendar, in UTC, the same on every instance. */
public enum LimitSpan {
    SECOND(1),
    MINUTE(60),
    DAY(86_400),
    /** Of different lengths; this is what policies name. */
    MONTH(2_592_000);

    private static final long SECOND_MILLIS = 1_000;

    private final long seconds;

    LimitSpan(long seconds) {
        this.seconds = seconds;
    }

    /** Its length in seconds; of a month, 30 days. */
    public long seconds() {
        return seconds;
    }

    /** Milliseconds since 1970: the beginning of the span that this moment is in. */
    public long startOf(long millis) {
        return this == MONTH ? month(millis, 0) : Math.floorDiv(millis, lengthMillis()) * lengthMillis();
    }

    /** Where the span that begins there ends, and the next one begins. */
    public long endOf(long startMillis) {
        return this == MONTH ? month(startMillis, 1) : startMillis + lengthMillis();
    }

    /** The name used in columns, and of {@code date_trunc}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static LimitSpan ofWireName(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    private long lengthMillis() {
        return seconds * SECOND_MILLIS;
    }

    private static long month(long millis, int later) {
        return Instant.ofEpochMilli(millis)
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .plusMonths(later)
                .toInstant()
                .toEpochMilli();
    }
}
