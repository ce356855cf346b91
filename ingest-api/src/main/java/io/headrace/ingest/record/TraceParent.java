package io.headrace.ingest.record;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a W3C trace context through if it has the form of one. */
final class TraceParent {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    static @Nullable String parse(@Nullable String header) {
        return header != null && FORM.matcher(header).matches() ? header : null;
    }
}
