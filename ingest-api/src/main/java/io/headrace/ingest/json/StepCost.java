package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What it costs to ask one schema about one value, in steps; its parts and the value's parts count for themselves.
 *
 * @param each whatever the value is
 * @param perItem for each item or property of the value
 * @param perText for each {@value #CHARACTERS} characters of a text
 */
record StepCost(long each, long perItem, long perText) {
    private static final int CHARACTERS = 64;
    /** Each name that is missing is a failure; those that are only looked up cost less. */
    private static final int NAMES = 8;

    private static final int VALUES = 32;
    private static final Set<String> OF_ITEMS =
            Set.of("additionalProperties", "unevaluatedProperties", "unevaluatedItems", "propertyNames", "contains");
    private static final Set<String> OF_TEXTS = Set.of("minLength", "maxLength", "format", "const", "enum");
    /** It writes each item down and compares what it wrote. */
    private static final int UNIQUE = 4;

    static StepCost of(ObjectNode schema) {
        long entries = schema.path("required").size()
                + (schema.path("properties").size()
                                + schema.path("dependentRequired").size())
                        / NAMES
                + schema.path("enum").size() / VALUES;
        long items = schema.path("patternProperties").size() + count(schema, OF_ITEMS);
        items += schema.path("uniqueItems").asBoolean() ? UNIQUE : 0;
        return new StepCost(1 + schema.size() / 2 + entries, items, count(schema, OF_TEXTS));
    }

    long against(JsonNode value) {
        if (value.isContainerNode()) {
            return each + perItem * value.size();
        }
        if (value.isTextual()) {
            return each + perText * (value.textValue().length() / CHARACTERS);
        }
        return each;
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("each", each)
                .put("perItem", perItem)
                .put("perText", perText);
    }

    static StepCost ofJson(JsonNode value) {
        return new StepCost(
                value.path("each").asLong(),
                value.path("perItem").asLong(),
                value.path("perText").asLong());
    }

    private static long count(ObjectNode schema, Set<String> keywords) {
        return keywords.stream().filter(schema::has).count();
    }
}
