package io.headrace.ingest.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a {@code $ref}: only what leads into the same document by a JSON pointer is one. */
final class Reference {
    private Reference() {}

    /** The JSON pointer of what is meant. */
    static Optional<String> target(String reference) {
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            return Optional.empty();
        }
        try {
            // In a fragment a plus is a plus.
            String fragment = reference.substring(1).replace("+", "%2B");
            return Optional.of(URLDecoder.decode(fragment, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
