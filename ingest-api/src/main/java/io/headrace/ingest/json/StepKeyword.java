package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbstractJsonValidator;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Set;

/** A keyword that each schema of a document is given before it is compiled: it counts what asking that schema costs. */
final class StepKeyword extends AbstractKeyword {
    private static final String NAME = "headrace-step";

    StepKeyword() {
        super(NAME);
    }

    /** A copy of the document in which each schema counts. */
    static JsonNode insertedInto(JsonNode document) {
        JsonNode copy = document.deepCopy();
        for (Map.Entry<String, JsonNode> found : Subschemas.of(copy).entrySet()) {
            if (found.getValue() instanceof ObjectNode schema) {
                insert(schema);
            }
        }
        return copy;
    }

    /** In front: what costs is counted before it is done. */
    private static void insert(ObjectNode schema) {
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        before.setAll(schema);
        schema.removeAll();
        schema.set(NAME, StepCost.of(before).toJson());
        schema.setAll(before);
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode value, JsonSchema parent, ValidationContext context) {
        return new Counter(location, path, this, value);
    }

    private static final class Counter extends AbstractJsonValidator {
        private final StepCost cost;

        Counter(SchemaLocation location, JsonNodePath path, StepKeyword keyword, JsonNode value) {
            super(location, path, keyword, value);
            this.cost = StepCost.ofJson(value);
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode node, JsonNode root, JsonNodePath instance) {
            ValidationBudget.spend(cost.against(node));
            return Set.of();
        }
    }
}
