package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Finds every schema within a schema document, by its JSON pointer; the document itself is at {@code ""}. */
public final class Subschemas {
    /** Keywords of JSON Schema 2020-12 whose value is a schema. */
    public static final Set<String> SINGLE = Set.of(
            "not",
            "if",
            "then",
            "else",
            "items",
            "contains",
            "additionalProperties",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema");
    /** Whose value is an array of schemas. */
    public static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    /** Whose value is an object of schemas; the last one is what {@code $defs} was called before. */
    public static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

    private final Map<String, JsonNode> found = new LinkedHashMap<>();

    private Subschemas() {}

    /** In the order of the document. */
    public static Map<String, JsonNode> of(JsonNode document) {
        Subschemas subschemas = new Subschemas();
        subschemas.visit("", document);
        return subschemas.found;
    }

    /** A name as a part of a JSON pointer. */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void visit(String pointer, JsonNode schema) {
        found.put(pointer, schema);
        if (schema instanceof ObjectNode object) {
            object.fields().forEachRemaining(member -> visitMember(pointer, member.getKey(), member.getValue()));
        }
    }

    private void visitMember(String pointer, String keyword, JsonNode value) {
        String here = pointer + "/" + escaped(keyword);
        if (SINGLE.contains(keyword)) {
            visit(here, value);
        } else if (LISTS.contains(keyword) && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                visit(here + "/" + i, value.get(i));
            }
        } else if (MAPS.contains(keyword) && value.isObject()) {
            value.fields().forEachRemaining(member -> visit(here + "/" + escaped(member.getKey()), member.getValue()));
        }
    }
}
