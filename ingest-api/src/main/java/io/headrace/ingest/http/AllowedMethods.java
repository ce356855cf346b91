package io.headrace.ingest.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which methods a path has: the framework knows, but does not say so in its 405. A test compares the resources. */
final class AllowedMethods {
    private static final Map<Pattern, String> BY_PATH = new LinkedHashMap<>();

    static {
        BY_PATH.put(Pattern.compile("/"), "GET, HEAD, OPTIONS");
        BY_PATH.put(Pattern.compile("/api/v1/data/[^/]+/?"), "GET, HEAD, POST, OPTIONS");
        BY_PATH.put(Pattern.compile("/api/v1/data/[^/]+/[^/]+/?"), "GET, HEAD, PUT, DELETE, OPTIONS");
        BY_PATH.put(Pattern.compile("/api/v1/operations/[^/]+/?"), "GET, HEAD, OPTIONS");
    }

    private AllowedMethods() {}

    static Optional<String> of(String path) {
        return BY_PATH.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
