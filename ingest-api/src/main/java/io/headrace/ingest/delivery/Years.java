package io.headrace.ingest.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The times that an id can have: what lies beyond them fits into none. */
public final class Years {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Years() {}

    static boolean known(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST);
    }

    /** RFC 3339, with any offset; empty for any other text, and for a time beyond those. */
    public static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Years::known);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
