package io.headrace.notifier.send;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the Retry-After header in both its forms; what is neither is as if it were not there. */
final class RetryAfter {
    private RetryAfter() {}

    static @Nullable Duration parse(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        return text.trim().matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(text.trim()))
                : until(text.trim(), now);
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            Instant at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(now) ? Duration.between(now, at) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
