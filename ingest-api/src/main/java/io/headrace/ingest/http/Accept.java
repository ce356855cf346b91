package io.headrace.ingest.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the client's {@code Accept} header allows.
 *
 * @param json whether any form of JSON that we speak will do; if not, 406
 * @param problemJson whether it asked for RFC 9457 by name
 */
record Accept(boolean json, boolean problemJson) {
    static final String JSON = "application/json";
    static final String PROBLEM_JSON = "application/problem+json";
    private static final Set<String> RANGES = Set.of("*/*", "application/*", JSON, PROBLEM_JSON);
    private static final int MAX_RANGES = 50;

    static Accept of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new Accept(true, false);
        }
        boolean json = false;
        boolean problemJson = false;
        for (String range : header.split(",", MAX_RANGES + 1)) {
            String name = Weighted.name(range);
            boolean wanted = Weighted.weight(range) > 0;
            json |= wanted && RANGES.contains(name);
            problemJson |= wanted && name.equals(PROBLEM_JSON);
        }
        return new Accept(json, problemJson);
    }
}
