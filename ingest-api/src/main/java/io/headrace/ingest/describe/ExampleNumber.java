package io.headrace.ingest.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a number within the bounds that a schema sets. */
final class ExampleNumber {
    /** Longer ones need not be shown. */
    private static final int MAX_SCALE = 100;

    private ExampleNumber() {}

    static JsonNode of(JsonNode schema) {
        BigDecimal step = bound(schema, "multipleOf")
                .filter(multiple -> multiple.signum() > 0)
                .orElse(BigDecimal.ONE);
        BigDecimal wanted = lower(schema, step).or(() -> upper(schema, step)).orElse(step);
        BigDecimal up = wanted.divide(step, 0, RoundingMode.CEILING).multiply(step);
        BigDecimal down = wanted.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        return DecimalNode.valueOf(lower(schema, step).isPresent() ? up : down);
    }

    private static Optional<BigDecimal> lower(JsonNode schema, BigDecimal step) {
        return highest(
                bound(schema, "minimum"), bound(schema, "exclusiveMinimum").map(step::add));
    }

    private static Optional<BigDecimal> upper(JsonNode schema, BigDecimal step) {
        return highest(
                bound(schema, "maximum"), bound(schema, "exclusiveMaximum").map(most -> most.subtract(step)));
    }

    private static Optional<BigDecimal> highest(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(BigDecimal::compareTo);
    }

    private static Optional<BigDecimal> bound(JsonNode schema, String keyword) {
        return Optional.of(schema.path(keyword))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(bound -> Math.abs((long) bound.scale()) <= MAX_SCALE);
    }
}
