package io.headrace.ingest.json;

import java.util.Locale;

/** Why a body cannot be taken, whatever its endpoint's schema says. */
public enum Flaw {
    NOT_UTF8,
    BYTE_ORDER_MARK,
    NOT_JSON,
    DUPLICATE_KEY,
    TOO_DEEP,
    TOO_LONG,
    NUL_CHARACTER,
    LONE_SURROGATE,
    NUMBER_OUT_OF_RANGE,
    NUMBERS_TOO_LARGE;

    /** The key of its message. */
    public String messageKey() {
        return "json." + name().toLowerCase(Locale.ROOT);
    }
}
