package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Walks one parsed body and looks for what jsonb refuses, or what would grow out of proportion once stored. */
final class StorablePolicy {
    /** The limits of PostgreSQL's numeric. */
    static final int MAX_DIGITS_BEFORE_POINT = 131_072;

    static final int MAX_DIGITS_AFTER_POINT = 16_383;
    /** {@code 1e131071} is short, but comes back as 128 KB: all numbers of a body, written out. */
    static final int MAX_WRITTEN_OUT = 262_144;

    private long writtenOut;

    Optional<Flaw> flawIn(JsonNode value) {
        if (value.isTextual()) {
            return flawInText(value.textValue());
        }
        if (value.isNumber()) {
            return flawInNumber(value.decimalValue());
        }
        return value.isObject() ? flawInObject(value) : flawInItems(value);
    }

    private Optional<Flaw> flawInObject(JsonNode object) {
        for (Iterator<Map.Entry<String, JsonNode>> members = object.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            Optional<Flaw> flaw = flawInText(member.getKey()).or(() -> flawIn(member.getValue()));
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw> flawInItems(JsonNode array) {
        for (JsonNode item : array) {
            Optional<Flaw> flaw = flawIn(item);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private static Optional<Flaw> flawInText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of(Flaw.NUL_CHARACTER);
            }
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return Optional.of(Flaw.LONE_SURROGATE);
                }
                i++;
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw> flawInNumber(BigDecimal number) {
        // In long: an exponent near the edge of int must not wrap around.
        long before = Math.max(1, (long) number.precision() - number.scale());
        long after = Math.max(0, number.scale());
        if (before > MAX_DIGITS_BEFORE_POINT || after > MAX_DIGITS_AFTER_POINT) {
            return Optional.of(Flaw.NUMBER_OUT_OF_RANGE);
        }
        writtenOut += before + after + 2;
        return writtenOut > MAX_WRITTEN_OUT ? Optional.of(Flaw.NUMBERS_TOO_LARGE) : Optional.empty();
    }
}
