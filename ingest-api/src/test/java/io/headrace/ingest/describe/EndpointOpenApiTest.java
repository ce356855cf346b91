package io.headrace.ingest.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import io.headrace.ingest.http.Language;
import io.headrace.ingest.json.SchemaRegistry;
import io.headrace.store.endpoint.StoredEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointOpenApiTest {
    private static final String ORDER = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/order","type":"object",
             "required":["order_id","lines"],"properties":{"order_id":{"type":"string","minLength":3},
             "amount":{"type":"number","minimum":0.5,"multipleOf":0.25},"at":{"type":"string","format":"date-time"},
             "code":{"type":"string","pattern":"^[A-Z]{7}$"},"$ref":{"type":"string"},
             "lines":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/line"}},"parent":{"$ref":"#"}},
             "$defs":{"line":{"type":"object","required":["name"],"properties":{"name":{"enum":["a","b"]}}}}}""";

    @ParameterizedTest
    @EnumSource
    void every_reference_leads_somewhere(Language language) {
        JsonNode document = describe(ORDER, language);
        Set<String> references = new HashSet<>();
        collectReferences(document, references);

        assertThat(references).contains("#/components/schemas/Fields", "#/components/schemas/Fields/$defs/line");
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    /** Where a linter finds them: see CONTRIBUTING.md. */
    @ParameterizedTest
    @EnumSource
    void descriptions_are_left_for_a_linter(Language language) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "openapi"));

        for (String schema : List.of(ORDER, "{}")) {
            Path file = folder.resolve("endpoint-" + language + (schema.equals(ORDER) ? "-orders" : "-any") + ".json");
            Files.write(file, EndpointOpenApi.of(endpoint(schema), language));
            assertThat(Json.MAPPER
                            .readTree(Files.readAllBytes(file))
                            .path("openapi")
                            .asText())
                    .isEqualTo("3.1.0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_operation_says_who_it_is_and_what_it_answers(Language language) {
        Set<String> names = new HashSet<>();
        JsonNode document = describe(ORDER, language);
        List<String> tags = document.at("/tags").findValuesAsText("name");
        document.path("paths")
                .forEach(path -> path.fields().forEachRemaining(method -> {
                    JsonNode operation = method.getValue();
                    if (operation.isObject()) {
                        assertThat(names.add(operation.path("operationId").asText()))
                                .isTrue();
                        assertThat(operation.path("summary").asText())
                                .isNotBlank()
                                .doesNotContain("msg:");
                        assertThat(tags).contains(operation.at("/tags/0").asText());
                        assertThat(operation.path("responses").has("401")).isTrue();
                        assertThat(operation.path("responses").fieldNames())
                                .toIterable()
                                .anyMatch(code -> code.startsWith("2"));
                    }
                }));
        assertThat(names).hasSize(7);
        assertThat(document.toString()).doesNotContain("msg:", "errors:", "problem:", "{{", "\"example:");
    }

    @Test
    void the_paths_are_this_endpoints() {
        assertThat(describe(ORDER, Language.EN).path("paths").fieldNames())
                .toIterable()
                .containsExactly(
                        "/api/v1/data/orders",
                        "/api/v1/data/orders/{id}",
                        "/api/v1/operations/{operationId}",
                        "/api/v1/data/orders/openapi.json");
    }

    @Test
    void descriptions_are_in_the_readers_language() {
        assertThat(describe(ORDER, Language.EN)
                        .at("/components/responses/E404/description")
                        .asText())
                .startsWith("40401: There is no such endpoint");
        assertThat(describe(ORDER, Language.ZH_CN)
                        .at("/paths/~1api~1v1~1data~1orders/post/summary")
                        .asText())
                .isEqualTo("新建记录");
    }

    @Test
    void an_example_passes_the_schema_and_shows_what_may_be_left_out() throws IOException {
        JsonNode example = example(ORDER);

        assertThat(SchemaRegistry.compile(ORDER).flawsIn(example)).isEmpty();
        assertThat(example.toString())
                .contains("order_id", "amount", "lines", "\"at\"")
                .doesNotContain("code");
        assertThat(Json.MAPPER.readTree(example.toString())).isEqualTo(example);
    }

    @Test
    void the_schemas_own_example_comes_first_if_it_passes() {
        assertThat(example("{\"required\":[\"a\"],\"examples\":[{\"b\":1},{\"a\":7}]}")
                        .toString())
                .isEqualTo("{\"a\":7}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"required\":[\"x\"]}",
                "{\"allOf\":[{\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"integer\",\"exclusiveMinimum\":5}}},"
                        + "{\"required\":[\"b\"],\"properties\":{\"b\":{\"type\":[\"null\",\"string\"]}}}]}",
                "{\"oneOf\":[{\"properties\":{\"k\":{\"const\":1},\"v\":{\"type\":\"boolean\"}},\"required\":[\"k\"]},"
                        + "{\"properties\":{\"k\":{\"const\":2}},\"required\":[\"k\"]}]}",
                "{\"properties\":{\"t\":{\"prefixItems\":[{\"type\":\"integer\"},{\"type\":\"string\",\"maxLength\":2}],"
                        + "\"items\":false}}}",
                "{\"$ref\":\"#/$defs/n\",\"$defs\":{\"n\":{\"properties\":{\"l\":{\"$ref\":\"#/$defs/n\"},\"v\":{\"type\":\"number\","
                        + "\"maximum\":-3}}}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"^x{9}$\"},\"no\":false},\"additionalProperties\":false}",
                "{\"properties\":{\"m\":{\"type\":\"number\",\"multipleOf\":1e-300}}}",
            })
    void what_can_be_guessed_passes(String schema) {
        assertThat(SchemaRegistry.compile(schema).flawsIn(example(schema))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'required':['a'],'properties':{'a':{'pattern':'^x{9}$'}}}",
                "{'type':'array'}",
                "{'type':'object','required':['a'],'additionalProperties':{'$ref':'#'}}"
            })
    void where_nothing_can_be_guessed_there_is_no_example(String schema) {
        JsonNode document = describe(schema.replace('\'', '"'), Language.EN);

        assertThat(document.at("/paths/~1api~1v1~1data~1orders/post/requestBody/content/application~1json")
                        .has("example"))
                .isFalse();
        assertThat(document.at("/components/responses/Record/content/application~1json")
                        .has("example"))
                .isFalse();
        assertThat(document.at("/components/responses/E404/content/application~1json")
                        .has("example"))
                .isTrue();
    }

    private static JsonNode example(String schema) {
        return describe(schema, Language.EN)
                .at("/paths/~1api~1v1~1data~1orders/post/requestBody/content/application~1json/example");
    }

    private static JsonNode describe(String schema, Language language) {
        try {
            return Json.MAPPER.readTree(EndpointOpenApi.of(endpoint(schema), language));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredEndpoint endpoint(String schema) {
        UUID id = UUID.randomUUID();
        return new StoredEndpoint(id, id, "orders", "Orders", schema, 3, true, Instant.now(), Instant.now());
    }

    /** Where a reference may stand; a property may be called so too. */
    private static void collectReferences(JsonNode node, Set<String> references) {
        if (node.path("$ref").asText().startsWith("#")) {
            references.add(node.get("$ref").textValue());
        }
        node.forEach(child -> collectReferences(child, references));
    }
}
