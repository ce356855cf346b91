package io.headrace.store.quota;

import java.util.Locale;

/** What requests are counted as; each kind has limits of its own. */
public enum LimitKind {
    WRITE,
    BATCH,
    READ;

    /** The name used in columns and JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static LimitKind ofWireName(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
