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
import java.math.BigDecimal;
import java.util.Set;

/** {@code multipleOf} that is exact and does not stall: the library's rounds whole numbers and writes long ones out. */
final class MultipleOfKeyword extends AbstractKeyword {
    MultipleOfKeyword() {
        super(ValidatorTypeCode.MULTIPLE_OF.getValue());
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode value, JsonSchema parent, ValidationContext context) {
        return new Validator(location, path, value, parent, context);
    }

    private static final class Validator extends BaseJsonValidator {
        private final BigDecimal divisor;

        Validator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode value,
                JsonSchema parent,
                ValidationContext context) {
            super(location, path, value, parent, ValidatorTypeCode.MULTIPLE_OF, context);
            this.divisor = value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode node, JsonNode root, JsonNodePath instance) {
            if (!node.isNumber() || divisor.signum() <= 0 || Multiples.isMultiple(node.decimalValue(), divisor)) {
                return Set.of();
            }
            return Set.of(message()
                    .instanceNode(node)
                    .instanceLocation(instance)
                    .locale(execution.getExecutionConfig().getLocale())
                    .arguments(divisor)
                    .build());
        }
    }
}
