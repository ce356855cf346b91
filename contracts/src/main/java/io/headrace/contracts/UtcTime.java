package io.headrace.contracts;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** RFC 3339 in UTC for the years 0 to 9999, written by hand: a formatter costs more than the rest of an event. */
public final class UtcTime {
    private UtcTime() {}

    /** {@code 2026-03-01T10:00:00Z}; what is finer is left out. */
    static String seconds(Instant time) {
        return digits(time).append('Z').toString();
    }

    /** {@code 2026-03-01T10:00:00.000Z}; what is finer is left out. */
    public static String millis(Instant time) {
        StringBuilder text = digits(time).append('.');
        return append(text, time.getNano() / 1_000_000, 100).append('Z').toString();
    }

    private static StringBuilder digits(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        append(text, utc.getYear(), 1000).append('-');
        append(text, utc.getMonthValue(), 10).append('-');
        append(text, utc.getDayOfMonth(), 10).append('T');
        append(text, utc.getHour(), 10).append(':');
        append(text, utc.getMinute(), 10).append(':');
        return append(text, utc.getSecond(), 10);
    }

    /** @param unit of the first digit */
    private static StringBuilder append(StringBuilder text, int number, int unit) {
        for (int place = unit; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
        return text;
    }
}
