package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Messages;
import io.headrace.ingest.http.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Says which fields a schema refused, in our words, one line per field. */
final class SchemaDetails {
    private static final int MAX_DETAILS = 1_000;
    /** Characters of all fields' paths: each of many fields deep in a body has a long one. */
    private static final int MAX_WRITTEN = 256 * 1024;

    private static final Pattern TO_BE_QUOTED = Pattern.compile("[.\\[\\]\"]");
    private static final int MAX_ARGUMENT = 200;
    private static final String OTHER = "schema.other";
    private static final String TYPE = "type";

    private SchemaDetails() {}

    static List<Detail> of(Collection<ValidationMessage> failures) {
        if (failures.isEmpty()) {
            return List.of();
        }
        Map<String, ValidationMessage> byField = new TreeMap<>();
        long written = 0;
        for (ValidationMessage failure : failures) {
            String field = field(failure);
            written += field.length();
            if (byField.size() >= MAX_DETAILS || written > MAX_WRITTEN) {
                break;
            }
            byField.merge(field, failure, SchemaDetails::firstByKeyword);
        }
        return byField.entrySet().stream()
                .map(entry -> new Detail(entry.getKey(), error(entry.getValue())))
                .toList();
    }

    private static ValidationMessage firstByKeyword(ValidationMessage one, ValidationMessage other) {
        return one.getType().compareTo(other.getType()) <= 0 ? one : other;
    }

    /** What is wrong, in our words. */
    static Text error(ValidationMessage failure) {
        String key = "schema." + failure.getType();
        return Messages.has(key) ? Text.of(key, argument(failure)) : Text.of(OTHER);
    }

    /** What the keyword asks for: {@code 10} of {@code "minimum": 10}. */
    private static Object argument(ValidationMessage failure) {
        JsonNode asked = failure.getSchemaNode();
        return failure.getType().equals(TYPE) && asked != null ? typeName(asked) : text(asked);
    }

    /** In the reader's language: {@code number}, {@code string or null}. */
    private static Object typeName(JsonNode asked) {
        if (!asked.isArray()) {
            String key = "type." + asked.asText();
            return Messages.has(key) ? Text.of(key) : text(asked);
        }
        return StreamSupport.stream(asked.spliterator(), false)
                .map(SchemaDetails::typeName)
                .reduce((one, other) -> Text.of("type.or", one, other))
                .orElse("");
    }

    private static String text(@Nullable JsonNode asked) {
        String text = asked == null ? "" : asked.isTextual() ? asked.textValue() : asked.toString();
        return text.length() <= MAX_ARGUMENT ? text : text.substring(0, MAX_ARGUMENT) + "...";
    }

    /** {@code items[0].name}; for a property that is missing, or too many, its own path. Empty for the whole body. */
    private static String field(ValidationMessage failure) {
        StringBuilder path = new StringBuilder();
        JsonNodePath location = failure.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            append(path, location.getElement(i));
        }
        if (failure.getProperty() != null) {
            append(path, failure.getProperty());
        }
        return path.toString();
    }

    private static void append(StringBuilder path, Object element) {
        String name = element.toString();
        if (element instanceof Integer) {
            path.append('[').append(name).append(']');
        } else if (name.isEmpty() || TO_BE_QUOTED.matcher(name).find()) {
            path.append("[\"").append(name.replace("\"", "\\\"")).append("\"]");
        } else {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
    }
}
