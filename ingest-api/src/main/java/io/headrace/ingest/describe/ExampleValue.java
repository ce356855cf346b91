package io.headrace.ingest.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Makes a value as a schema's keywords describe it, as well as it can be guessed; bounded in depth and in size. */
final class ExampleValue {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 300;
    private static final int MAX_ITEMS = 3;

    private final JsonNode document;
    private final boolean full;
    /** Where it is spent what is found is not whole, and so will hardly pass: then there is no example. */
    private int left = MAX_VALUES;

    private ExampleValue(JsonNode document, boolean full) {
        this.document = document;
        this.full = full;
    }

    /** @param full whether to show what may be left out as well */
    static JsonNode of(JsonNode schema, boolean full) {
        return new ExampleValue(schema, full).value(schema, 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        left--;
        if (left < 0 || depth > MAX_DEPTH + 1) {
            return NODES.nullNode();
        }
        return given(schema).orElseGet(() -> made(Composition.of(schema, document), depth));
    }

    private static Optional<JsonNode> given(JsonNode schema) {
        if (schema.has("const")) {
            return Optional.of(schema.get("const"));
        }
        for (String list : List.of("examples", "enum")) {
            if (schema.path(list).size() > 0) {
                return Optional.of(schema.get(list).get(0));
            }
        }
        return Optional.ofNullable(schema.get("default"));
    }

    private JsonNode made(JsonNode schema, int depth) {
        Optional<JsonNode> given = given(schema);
        return given.orElseGet(() -> switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> ExampleText.of(schema);
            case "integer", "number" -> ExampleNumber.of(schema);
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode("text");
        });
    }

    /** Where it is not said, what the other keywords are about. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            return type.textValue();
        }
        if (type.isArray() && type.size() > 0) {
            return type.get(0).asText();
        }
        if (schema.has("properties") || schema.has("required") || schema.has("additionalProperties")) {
            return "object";
        }
        if (schema.has("items") || schema.has("prefixItems")) {
            return "array";
        }
        return schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf") ? "number" : "";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        Set<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        schema.path("properties").fields().forEachRemaining(property -> {
            boolean shown =
                    full && depth < MAX_DEPTH && left > 0 && !property.getKey().equals("$ref");
            boolean wanted = left > 0 && required.contains(property.getKey()) || shown;
            if (wanted && !property.getValue().equals(NODES.booleanNode(false)) && depth <= MAX_DEPTH) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        required.stream()
                .filter(name -> left > 0 && !object.has(name))
                .sorted()
                .forEach(name -> object.set(name, value(schema.path("additionalProperties"), depth + 1)));
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (JsonNode item : schema.path("prefixItems")) {
            if (left > 0) {
                array.add(value(item, depth + 1));
            }
        }
        int most = schema.path("maxItems").asInt(MAX_ITEMS);
        int wanted = Math.max(schema.path("minItems").asInt(0), full && depth < MAX_DEPTH && left > 0 ? 1 : 0);
        while (array.size() < Math.min(wanted, most) && array.size() < MAX_ITEMS && depth <= MAX_DEPTH) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }
}
