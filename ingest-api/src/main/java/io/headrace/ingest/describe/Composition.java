package io.headrace.ingest.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Joins what a schema says by itself with what it refers to, with all that must hold, and with one of the choices. */
final class Composition {
    private static final int MAX_DEPTH = 20;

    private final JsonNode document;
    private final ObjectNode joined = JsonNodeFactory.instance.objectNode();

    private Composition(JsonNode document) {
        this.document = document;
    }

    /** @param document what references lead into */
    static JsonNode of(JsonNode schema, JsonNode document) {
        Composition composition = new Composition(document);
        composition.add(schema, 0);
        return composition.joined;
    }

    private void add(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH || !schema.isObject()) {
            return;
        }
        schema.fields().forEachRemaining(member -> join(member.getKey(), member.getValue()));
        if (schema.path("$ref").isTextual()) {
            add(target(schema.get("$ref").textValue()), depth + 1);
        }
        schema.path("allOf").forEach(part -> add(part, depth + 1));
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            add(schema.path(choice).path(0), depth + 1);
        }
    }

    /** What was said first stands; names add up. */
    private void join(String keyword, JsonNode value) {
        JsonNode known = joined.get(keyword);
        if (known == null) {
            joined.set(keyword, value.deepCopy());
        } else if (keyword.equals("properties") && known instanceof ObjectNode properties) {
            value.fields().forEachRemaining(property -> properties.putIfAbsent(property.getKey(), property.getValue()));
        } else if (keyword.equals("required") && known instanceof ArrayNode names) {
            value.forEach(names::add);
        }
    }

    private JsonNode target(String reference) {
        String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return document.at(pointer);
    }
}
