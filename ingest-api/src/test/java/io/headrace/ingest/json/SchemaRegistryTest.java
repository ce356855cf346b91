package io.headrace.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.Json;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Language;
import io.headrace.ingest.http.Messages;
import io.headrace.store.owner.EndpointView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
    private final SchemaRegistry registry = new SchemaRegistry();

    @Test
    void every_failing_field_is_named_once_and_in_order() {
        String schema = """
                {"type":"object","required":["order_id","amount"],"additionalProperties":false,"properties":{
                  "order_id":{"type":"string"},"amount":{"type":"number","minimum":0,"multipleOf":5},
                  "items":{"type":"array","items":{"type":"object","required":["name"],
                           "properties":{"name":{"type":"string","minLength":2}}}},
                  "a.b":{"const":1}}}""";

        Map<String, String> flaws =
                flaws(schema, "{\"amount\":-1,\"items\":[{\"name\":\"x\"},{}],\"a.b\":2,\"extra\":true}");

        assertThat(flaws)
                .containsExactly(
                        Map.entry("[\"a.b\"]", "Must be 1"),
                        Map.entry("amount", "Must be at least 0"),
                        Map.entry("extra", "Unknown field"),
                        Map.entry("items[0].name", "Must have at least 2 characters"),
                        Map.entry("items[1].name", "Required field is missing"),
                        Map.entry("order_id", "Required field is missing"));
    }

    @Test
    void what_the_schema_allows_has_no_flaw() {
        assertThat(flaws("{\"properties\":{\"a\":{\"type\":\"integer\"}}}", "{\"a\":1.0,\"b\":2}"))
                .isEmpty();
    }

    @Test
    void a_type_is_named_in_the_readers_language() {
        String schema = "{\"properties\":{\"a\":{\"type\":\"number\"},\"b\":{\"type\":[\"string\",\"null\"]},"
                + "\"c\":{\"type\":[\"object\",\"array\",\"boolean\"]}}}";
        String body = "{\"a\":\"x\",\"b\":1,\"c\":2}";

        assertThat(flaws(schema, body))
                .containsEntry("a", "Must be of type number")
                .containsEntry("b", "Must be of type string or null")
                .containsEntry("c", "Must be of type object or array or boolean");
        assertThat(flaws(Language.ZH_CN, schema, body))
                .containsEntry("a", "类型必须是数字")
                .containsEntry("b", "类型必须是字符串或空值")
                .containsEntry("c", "类型必须是对象或数组或布尔值");
    }

    @Test
    void formats_are_asserted() {
        assertThat(flaws("{\"properties\":{\"at\":{\"format\":\"date-time\"}}}", "{\"at\":\"yesterday\"}"))
                .containsExactly(Map.entry("at", "Must have the format date-time"));
    }

    @Test
    void numbers_are_compared_without_rounding() {
        String schema = "{\"properties\":{\"a\":{\"maximum\":9007199254740992}}}";
        assertThat(flaws(schema, "{\"a\":9007199254740993}")).containsKey("a");
        assertThat(flaws(schema, "{\"a\":9007199254740992.0}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://json-schema.org/draft/2020-12/schema",
                "https://json-schema.org/draft/2019-09/schema",
                "http://json-schema.org/draft-07/schema#"
            })
    void multiples_and_unique_items_are_exact_and_quick_in_every_dialect(String dialect) {
        String schema = "{\"$schema\":\"" + dialect
                + "\",\"properties\":{\"a\":{\"multipleOf\":0.01},\"b\":{\"uniqueItems\":true},\"c\":{\"multipleOf\":2}}}";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(flaws(schema, "{\"a\":7.3e131071}")).isEmpty());
        assertThat(flaws(schema, "{\"a\":1.005,\"b\":[1,{\"x\":[2]},{\"x\":[2.0]}],\"c\":9007199254740993}"))
                .containsExactly(
                        Map.entry("a", "Must be a multiple of 0.01"),
                        Map.entry("b", "Items must differ from each other"),
                        Map.entry("c", "Must be a multiple of 2"));
    }

    @Test
    void what_would_take_too_long_is_refused_as_a_whole() {
        String schema =
                "{\"properties\":{\"a\":{\"items\":{\"anyOf\":[" + "{\"const\":1},".repeat(200) + "{\"const\":2}]}}}}";

        assertThat(flaws(schema, "{\"a\":[" + "7,".repeat(50_000) + "7]}"))
                .containsExactly(Map.entry("", "To check this data against the schema would take too long"));
        assertThat(flaws(schema, "{\"a\":[" + "1,".repeat(100) + "1]}")).isEmpty();
    }

    @Test
    void a_pattern_takes_linear_time() {
        String schema = "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}";
        String body = "{\"a\":\"" + "a".repeat(50_000) + "!\"}";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(flaws(schema, body)).containsKey("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"a\":{\"pattern\":\"(?=x)\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"(a)\\\\1\"}}}",
                "{\"$ref\":\"https://example.com/schema.json\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
                "not json"
            })
    void a_schema_that_could_do_harm_is_refused(String schema) {
        assertThatThrownBy(() -> SchemaRegistry.compile(schema)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_reference_within_the_document_is_followed() {
        String schema = "{\"$defs\":{\"n\":{\"type\":\"number\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}}}";
        assertThat(flaws(schema, "{\"a\":\"x\"}")).containsExactly(Map.entry("a", "Must be of type number"));
    }

    @Test
    void a_new_version_of_a_schema_is_a_new_schema() throws IOException {
        UUID id = UUID.randomUUID();
        var body = Json.MAPPER.readTree("{\"a\":1}");
        assertThat(registry.flawsIn(body, endpoint(id, 1, "{}"))).isEmpty();
        assertThat(registry.flawsIn(body, endpoint(id, 2, "{\"required\":[\"b\"]}")))
                .hasSize(1);
    }

    private Map<String, String> flaws(String schema, String body) {
        return flaws(Language.EN, schema, body);
    }

    private Map<String, String> flaws(Language language, String schema, String body) {
        try {
            List<Detail> details = registry.flawsIn(Json.MAPPER.readTree(body), endpoint(UUID.randomUUID(), 1, schema));
            Map<String, String> flaws = new LinkedHashMap<>();
            details.forEach(detail -> flaws.put(detail.field(), Messages.in(language, detail.error())));
            return flaws;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EndpointView endpoint(UUID id, int version, String schema) {
        return new EndpointView(id, UUID.randomUUID(), "orders", schema, version, true);
    }
}
