package io.headrace.ingest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code uniqueItems} by what the items look like when they are written down in one form. The library compares them by
 * their hashes, which a client can make all the same: 9,000 numbers then take it most of a second.
 */
final class UniqueItemsKeyword extends AbstractKeyword {
    UniqueItemsKeyword() {
        super(ValidatorTypeCode.UNIQUE_ITEMS.getValue());
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode value, JsonSchema parent, ValidationContext context) {
        return new Validator(location, path, value, parent, context);
    }

    private static final class Validator extends BaseJsonValidator {
        private final boolean wanted;

        Validator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode value,
                JsonSchema parent,
                ValidationContext context) {
            super(location, path, value, parent, ValidatorTypeCode.UNIQUE_ITEMS, context);
            this.wanted = value.asBoolean();
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode node, JsonNode root, JsonNodePath instance) {
            if (!wanted || !node.isArray() || areUnique(node)) {
                return Set.of();
            }
            return Set.of(message()
                    .instanceNode(node)
                    .instanceLocation(instance)
                    .locale(execution.getExecutionConfig().getLocale())
                    .build());
        }

        /** Texts whose hashes are the same are kept in order: a set of them stays fast. */
        private static boolean areUnique(JsonNode array) {
            Set<String> seen = new HashSet<>();
            for (JsonNode item : array) {
                if (!seen.add(OneForm.of(item))) {
                    return false;
                }
            }
            return true;
        }
    }
}
