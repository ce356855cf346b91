package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes a JSON value so that equal values are equal texts: names in order, {@code 1.0} as {@code 1}. */
final class OneForm {
    private final StringBuilder text = new StringBuilder();

    private OneForm() {}

    static String of(JsonNode value) {
        OneForm form = new OneForm();
        form.write(value);
        return form.text.toString();
    }

    private void write(JsonNode value) {
        if (value.isObject()) {
            writeObject(value);
        } else if (value.isArray()) {
            text.append('[');
            value.forEach(item -> {
                write(item);
                text.append(',');
            });
            text.append(']');
        } else {
            text.append(scalar(value));
        }
    }

    private static String scalar(JsonNode value) {
        if (value.isTextual()) {
            return quoted(value.textValue());
        }
        return value.isNumber() ? number(value) : value.asText();
    }

    private static String number(JsonNode value) {
        return value.isInt() || value.isLong()
                ? number(BigDecimal.valueOf(value.longValue()))
                : number(value.decimalValue());
    }

    private static String number(BigDecimal number) {
        return number.stripTrailingZeros().toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void writeObject(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        text.append('{');
        for (String name : names) {
            text.append(quoted(name)).append(':');
            write(object.get(name));
            text.append(',');
        }
        text.append('}');
    }
}
