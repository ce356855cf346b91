package io.headrace.ingest.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExampleRecordTest {
    @Test
    void a_schema_whose_required_fields_multiply_has_no_example_and_ends() {
        String names = IntStream.range(0, 20).mapToObj(i -> "\"f" + i + "\"").collect(Collectors.joining(","));

        Optional<JsonNode> example = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> ExampleRecord.of(json("{\"type\":\"object\",\"required\":[" + names
                        + "],\"additionalProperties\":{\"$ref\":\"#\"}}")));

        assertThat(example).isEmpty();
    }

    @Test
    void a_required_field_has_a_value_that_passes() throws Exception {
        Optional<JsonNode> example = ExampleRecord.of(json("{\"type\":\"object\",\"required\":[\"page\"]}"));

        assertThat(example)
                .hasValueSatisfying(found -> assertThat(found.has("page")).isTrue());
    }

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }
}
