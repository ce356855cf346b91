package io.headrace.ingest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.ingest.json.Subschemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which schemas of a document each of them asks: about the same value, and about the parts of the value. */
final class SchemaGraph {
    private static final Set<String> SAME_VALUE = Set.of("not", "if", "then", "else");
    private static final Set<String> SAME_VALUE_LISTS = Set.of("allOf", "anyOf", "oneOf");
    /** About every property, or about those that nobody else was asked about. */
    private static final List<String> OTHER_PROPERTIES = List.of("additionalProperties", "unevaluatedProperties");

    private static final List<String> OTHER_ITEMS = List.of("items", "contains", "unevaluatedItems");

    /**
     * One schema.
     *
     * @param pointer where it stands
     * @param same the schemas that it asks about the same value, as often as it asks them
     * @param properties by name
     * @param otherProperties those that it may ask about any other property
     * @param patterns those that it may ask about any property
     * @param items by place
     * @param otherItems those that it may ask about any item
     * @param names the one that it asks about the names of properties
     */
    record Node(
            String pointer,
            List<String> same,
            Map<String, String> properties,
            List<String> otherProperties,
            List<String> patterns,
            List<String> items,
            List<String> otherItems,
            List<String> names) {
        /** Every part that it asks about. */
        List<String> parts() {
            List<String> all = new ArrayList<>(properties.values());
            List.of(otherProperties, patterns, items, otherItems, names).forEach(all::addAll);
            return all;
        }
    }

    private final Map<String, Node> nodes = new HashMap<>();

    private SchemaGraph() {}

    /** @param schemas of one document, by their pointers; every reference in them is known to lead to one of them */
    static SchemaGraph of(Map<String, JsonNode> schemas) {
        SchemaGraph graph = new SchemaGraph();
        schemas.forEach((pointer, schema) -> graph.nodes.put(pointer, node(pointer, schema)));
        return graph;
    }

    Node root() {
        return node("");
    }

    Node node(String pointer) {
        return nodes.get(pointer);
    }

    private static Node node(String at, JsonNode schema) {
        return new Node(
                at,
                same(at, schema),
                named(at, schema, "properties"),
                single(at, schema, OTHER_PROPERTIES),
                List.copyOf(named(at, schema, "patternProperties").values()),
                listed(at, schema, "prefixItems"),
                single(at, schema, OTHER_ITEMS),
                single(at, schema, List.of("propertyNames")));
    }

    private static List<String> same(String at, JsonNode schema) {
        List<String> same = new ArrayList<>();
        Reference.target(schema.path("$ref").asText("")).ifPresent(same::add);
        SAME_VALUE.stream().filter(schema::has).forEach(keyword -> same.add(at + "/" + keyword));
        SAME_VALUE_LISTS.forEach(keyword -> same.addAll(listed(at, schema, keyword)));
        same.addAll(named(at, schema, "dependentSchemas").values());
        return same;
    }

    private static List<String> single(String at, JsonNode schema, List<String> keywords) {
        return keywords.stream()
                .filter(schema::has)
                .map(keyword -> at + "/" + keyword)
                .toList();
    }

    private static List<String> listed(String at, JsonNode schema, String keyword) {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < schema.path(keyword).size(); i++) {
            list.add(at + "/" + keyword + "/" + i);
        }
        return list;
    }

    private static Map<String, String> named(String at, JsonNode schema, String keyword) {
        Map<String, String> named = new LinkedHashMap<>();
        schema.path(keyword)
                .fieldNames()
                .forEachRemaining(name -> named.put(name, at + "/" + keyword + "/" + Subschemas.escaped(name)));
        return named;
    }
}
