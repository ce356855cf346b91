package io.headrace.ingest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.ingest.json.MetaSchema;
import io.headrace.ingest.json.SchemaRegistry;
import io.headrace.ingest.json.Subschemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a document is a schema that may be used here: of JSON Schema 2020-12, complete in itself, and of
 * bounded cost. What one record may cost is bounded once more when it is checked.
 */
public final class SchemaPolicy {
    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_SCHEMAS = 2_000;
    static final int MAX_DEPTH = 30;

    private SchemaPolicy() {}

    /** Everything that is wrong with it; nothing if it may be used. */
    public static List<SchemaFlaw> flawsIn(JsonNode document) {
        if (!document.isObject()) {
            return List.of(SchemaFlaw.at("", "object"));
        }
        if (document.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return List.of(SchemaFlaw.at("", "bytes", MAX_BYTES));
        }
        Map<String, JsonNode> schemas = Subschemas.of(document);
        List<SchemaFlaw> flaws = sizeFlaws(schemas);
        return flaws.isEmpty() ? flawsIn(document, schemas) : flaws;
    }

    /** What comes later would stumble over what comes first. */
    private static List<SchemaFlaw> flawsIn(JsonNode document, Map<String, JsonNode> schemas) {
        List<SchemaFlaw> flaws = new ArrayList<>();
        MetaSchema.flawsIn(document).forEach((pointer, error) -> flaws.add(new SchemaFlaw("#" + pointer, error)));
        schemas.forEach((pointer, schema) -> flaws.addAll(KeywordPolicy.flawsIn(pointer, schema, schemas.keySet())));
        if (flaws.isEmpty()) {
            flaws.addAll(WorkPolicy.flawsIn(SchemaGraph.of(schemas)));
        }
        if (flaws.isEmpty() && !isUsable(document)) {
            flaws.add(SchemaFlaw.at("", "unusable"));
        }
        return flaws;
    }

    private static List<SchemaFlaw> sizeFlaws(Map<String, JsonNode> schemas) {
        List<SchemaFlaw> flaws = new ArrayList<>();
        if (schemas.size() > MAX_SCHEMAS) {
            flaws.add(SchemaFlaw.at("", "schemas", MAX_SCHEMAS));
        }
        schemas.keySet().stream()
                .filter(pointer -> depth(pointer, schemas) > MAX_DEPTH)
                .findFirst()
                .ifPresent(pointer -> flaws.add(SchemaFlaw.at(pointer, "depth", MAX_DEPTH)));
        return flaws;
    }

    /** How many schemas it is in. */
    private static int depth(String pointer, Map<String, JsonNode> schemas) {
        int depth = 0;
        for (int slash = pointer.lastIndexOf('/'); slash >= 0; slash = pointer.lastIndexOf('/', slash - 1)) {
            depth += schemas.containsKey(pointer.substring(0, slash)) ? 1 : 0;
        }
        return depth;
    }

    private static boolean isUsable(JsonNode document) {
        try {
            SchemaRegistry.compile(document.toString());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
