package io.headrace.local;

import java.util.Locale;

/** The three services, in the order in which a record meets them. */
public enum Service {
    INGEST_API,
    PROCESSOR,
    NOTIFIER;

    /** The name of its module, its process and its log. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
