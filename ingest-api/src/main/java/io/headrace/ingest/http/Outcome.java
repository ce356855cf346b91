package io.headrace.ingest.http;

import java.util.Locale;

/** What a client may conclude from a 503 to a write. */
public enum Outcome {
    NOT_ACCEPTED,
    UNKNOWN;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
