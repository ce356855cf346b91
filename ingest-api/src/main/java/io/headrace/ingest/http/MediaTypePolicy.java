package io.headrace.ingest.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says whether a body may be read as JSON: its type is application/json, and nothing is wrapped around it. */
final class MediaTypePolicy {
    private static final Pattern JSON = Pattern.compile("(?i)application/json[ \t]*(;.*)?");

    private MediaTypePolicy() {}

    static boolean allows(@Nullable String contentType, @Nullable String contentEncoding) {
        return contentEncoding == null
                && contentType != null
                && JSON.matcher(contentType.trim()).matches();
    }
}
