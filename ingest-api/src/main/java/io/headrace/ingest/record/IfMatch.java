package io.headrace.ingest.record;

import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code If-Match}: one strong tag that is a record's version. */
final class IfMatch {
    static final String NAME = "If-Match";
    private static final Pattern VERSION = Pattern.compile("\"([1-9][0-9]{0,17})\"");

    private IfMatch() {}

    /** The version that the record must have; null where the client does not ask. */
    static @Nullable Long parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher matcher = VERSION.matcher(header.trim());
        if (!matcher.matches()) {
            throw Problem.badParameter(NAME, Text.of("header.if-match")).exception();
        }
        return Long.valueOf(matcher.group(1));
    }
}
