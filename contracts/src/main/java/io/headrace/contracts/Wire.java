package io.headrace.contracts;

import java.util.Locale;

/** How a closed choice is written in headers, JSON and columns: lower case, words joined by a hyphen. */
final class Wire {
    private Wire() {}

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant written as {@code text}; {@link IllegalArgumentException} names the field and the text. */
    static <E extends Enum<E>> E parse(Class<E> type, String field, String text) {
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(field + " is \"" + text + "\": not a " + type.getSimpleName());
    }
}
