package io.headrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Equality of JSON values: numbers by value without loss, strings to the character, objects in any order. */
public final class JsonValues {
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private JsonValues() {}

    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /** Where two values differ, for a readable failure; empty when they are the same. */
    static List<String> differences(String path, JsonNode one, JsonNode other) {
        List<String> found = new ArrayList<>();
        if (one.isObject() && other.isObject() && one.size() == other.size()) {
            one.properties().forEach(field -> {
                JsonNode there = other.get(field.getKey());
                found.addAll(
                        there == null
                                ? List.of(path + "." + field.getKey() + " is missing")
                                : differences(path + "." + field.getKey(), field.getValue(), there));
            });
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                found.addAll(differences(path + "[" + i + "]", one.get(i), other.get(i)));
            }
        } else if (!same(one, other)) {
            found.add(path + ": " + shortened(one) + " is not " + shortened(other));
        }
        return found;
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }
}
