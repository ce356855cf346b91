package io.headrace.ingest.report;

import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.http.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the filters of a report. */
record ReportQuery(Map<String, List<String>> query) {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;
    private static final int DAY_LENGTH = 10;

    Optional<String> text(String name) {
        String text = Paging.filter(query, name);
        if (text.indexOf('\0') >= 0) {
            throw refused(name, "parameter.single");
        }
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    /** A day such as 2026-01-31. */
    LocalDate day(String name, LocalDate absent) {
        return text(name)
                .map(text -> parse(name, text, "parameter.day", LocalDate::parse))
                .map(day -> bounded(name, day, "parameter.day"))
                .orElse(absent);
    }

    /** A time such as 2026-01-31T12:00:00Z, or a day, whose beginning is meant. */
    Instant time(String name, Instant absent) {
        return text(name)
                .map(text -> text.length() == DAY_LENGTH ? beginning(name) : moment(name, text))
                .orElse(absent);
    }

    private Instant beginning(String name) {
        return day(name, LocalDate.EPOCH).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant moment(String name, String text) {
        OffsetDateTime time = parse(name, text, "parameter.time", OffsetDateTime::parse);
        bounded(name, time.toLocalDate(), "parameter.time");
        return time.toInstant();
    }

    private static LocalDate bounded(String name, LocalDate day, String key) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw refused(name, key);
        }
        return day;
    }

    private static <T> T parse(String name, String text, String key, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw refused(name, key);
        }
    }

    private static ProblemException refused(String name, String key) {
        return Problem.badParameter(name, Text.of(key)).exception();
    }
}
