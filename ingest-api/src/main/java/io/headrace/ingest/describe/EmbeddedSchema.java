package io.headrace.ingest.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.ingest.json.Subschemas;

/** Makes a schema document a part of another document: its references lead to where it stands there. */
final class EmbeddedSchema {
    private EmbeddedSchema() {}

    /** @param place the part, as a reference to it: {@code #/components/schemas/Fields} */
    static JsonNode of(JsonNode document, String place) {
        JsonNode copy = document.deepCopy();
        if (copy instanceof ObjectNode top) {
            // A name of its own would make it a document again.
            top.remove("$schema");
            top.remove("$id");
        }
        Subschemas.of(copy).values().forEach(schema -> move(schema, place));
        return copy;
    }

    private static void move(JsonNode schema, String place) {
        if (schema instanceof ObjectNode object && object.path("$ref").isTextual()) {
            object.put("$ref", place + object.get("$ref").textValue().substring(1));
        }
    }
}
