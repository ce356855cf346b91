package io.headrace.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.contracts.Json;
import io.headrace.ingest.http.Language;
import io.headrace.ingest.http.Messages;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"https://example.com/order\"}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^[A-Z]{2}[0-9]+$\"}}}",
                // A tree, and a list of trees.
                "{\"properties\":{\"l\":{\"$ref\":\"#\"},\"r\":{\"$ref\":\"#\"}}}",
                "{\"$ref\":\"#/$defs/n\",\"$defs\":{\"n\":{\"properties\":{\"c\":{\"items\":{\"$ref\":\"#/$defs/n\"}}}}}}",
                "{\"$defs\":{\"a/b~c d\":{}},\"properties\":{\"x\":{\"$ref\":\"#/$defs/a~1b~0c%20d\"}}}",
                "{\"oneOf\":[{\"properties\":{\"k\":{\"const\":1}}},{\"properties\":{\"k\":{\"const\":2}}}]}",
                "{\"properties\":{\"a\":{\"format\":\"date-time\"},\"b\":{\"format\":\"int64\"}},\"x-note\":1}",
                "{\"definitions\":{\"a\":{}},\"properties\":{\"$ref\":{\"type\":\"string\"}}}",
                "{\"properties\":{\"id\":{\"pattern\":\"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$\"}}}",
                "{\"unevaluatedProperties\":false,\"allOf\":[{\"properties\":{\"a\":true}}],\"minProperties\":1}",
            })
    void what_is_harmless_may_be_used(String schema) {
        assertThat(SchemaPolicy.flawsIn(json(schema))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                                    | #                          | object",
                "{'$schema':'http://json-schema.org/draft-07/schema#'}                 | #/$schema                  | dialect",
                "{'items':{'$schema':'https://json-schema.org/draft/2020-12/schema'}}  | #/items/$schema            | dialect",
                "{'$defs':{'a':{'$id':'https://example.com/a'}}}                       | #/$defs/a/$id              | id",
                "{'$ref':'https://example.com/a'}                                      | #/$ref                     | ref",
                "{'items':{'$ref':'file:///etc/passwd'}}                               | #/items/$ref               | ref",
                "{'items':{'$ref':'#/$defs/missing'}}                                  | #/items/$ref               | ref",
                "{'items':{'$ref':'#name'}}                                            | #/items/$ref               | ref",
                "{'x':{'type':'string'},'items':{'$ref':'#/x'}}                        | #/items/$ref               | ref",
                "{'$ref':'#/%zz'}                                                      | #/$ref                     | ref",
                "{'$defs':{'a':{'$anchor':'a'}}}                                       | #/$defs/a/$anchor          | not_here",
                "{'$dynamicRef':'#a'}                                                  | #/$dynamicRef              | not_here",
                "{'$dynamicAnchor':'a'}                                                | #/$dynamicAnchor           | not_here",
                "{'items':{'pattern':'(?=x)'}}                                         | #/items/pattern            | pattern",
                "{'patternProperties':{'a/(':{}}}                                      | #/patternProperties/a~1(   | pattern",
                "{'pattern':'((a{100}){100}){100}'}                                    | #/pattern                  | pattern_size",
                "{'pattern':'[a-z]{1000}[a-z]{1000}'}                                  | #/pattern                  | pattern_size",
                "{'properties':{'a':{'format':'date_time'}}}                           | #/properties/a/format      | format",
                "{'$ref':'#'}                                                          | #                          | endless",
                "{'allOf':[{'anyOf':[{'$ref':'#'}]}]}                                  | #                          | endless",
                "{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'not':{'$ref':'#/$defs/a'}}},'items':{'$ref':'#/$defs/a'}} | #/$defs/a | endless",
                "{'allOf':[{'properties':{'a':{'$ref':'#'}}},{'properties':{'a':{'$ref':'#'}}}]} | #                 | asked",
                "{'items':{'$ref':'#'},'contains':{'$ref':'#'}}                        | #                          | asked",
                "{'patternProperties':{'a':{'$ref':'#'},'b':{'$ref':'#'}}}             | #                          | asked",
            })
    void what_could_do_harm_is_refused_where_it_stands(String schema, String pointer, String key) {
        List<SchemaFlaw> flaws = SchemaPolicy.flawsIn(json(schema.replace('\'', '"')));

        assertThat(flaws).hasSize(1);
        assertThat(flaws.get(0).pointer()).startsWith(pointer);
        assertThat(flaws.get(0).error().key()).isEqualTo("schema_flaw." + key);
    }

    @Test
    void what_the_standard_itself_refuses_is_named_by_its_pointer() {
        List<SchemaFlaw> flaws =
                SchemaPolicy.flawsIn(json("{\"type\":\"strin\",\"properties\":{\"a~b\":{\"minLength\":-1,"
                        + "\"enum\":5,\"format\":\"none\"},\"c\":7},\"required\":[\"x\",\"x\"]}"));

        assertThat(flaws.stream().map(SchemaFlaw::pointer))
                .containsExactlyInAnyOrder(
                        "#/type",
                        "#/properties/a~0b/minLength",
                        "#/properties/a~0b/enum",
                        "#/properties/a~0b/format",
                        "#/properties/c",
                        "#/required");
    }

    @ParameterizedTest
    @EnumSource
    void every_flaw_is_said_in_every_language(Language language) {
        for (String schema : List.of("[]", "{\"$ref\":\"x\",\"$id\":5,\"pattern\":\"(\"}", "{\"$ref\":\"#\"}")) {
            for (SchemaFlaw flaw : SchemaPolicy.flawsIn(json(schema))) {
                assertThat(Messages.in(language, flaw.error())).isNotBlank().doesNotContain("{0}");
            }
        }
    }

    @Test
    void a_schema_has_at_most_64_kilobytes() {
        assertThat(keys(json("{\"title\":\"" + "x".repeat(65_500) + "\"}"))).isEmpty();
        assertThat(keys(json("{\"title\":\"" + "x".repeat(65_536) + "\"}"))).containsExactly("schema_flaw.bytes");
    }

    @Test
    void schemas_are_nested_thirty_levels_deep_at_most() {
        assertThat(keys(json("{\"items\":".repeat(30) + "{}" + "}".repeat(30)))).isEmpty();
        assertThat(keys(json("{\"items\":".repeat(31) + "{}" + "}".repeat(31)))).containsExactly("schema_flaw.depth");
        assertThat(keys(json("{\"not\":".repeat(20) + "{}" + "}".repeat(20)))).containsExactly("schema_flaw.chain");
    }

    @Test
    void a_schema_has_a_bounded_number_of_schemas() {
        assertThat(keys(properties(1_999))).isEmpty();
        assertThat(keys(properties(2_000))).containsExactly("schema_flaw.schemas");
    }

    @Test
    void references_that_multiply_are_counted_as_if_they_were_written_out() {
        assertThat(keys(doubling(9, "{\"properties\":{\"x\":%1$s,\"y\":%1$s}}")))
                .isEmpty();
        assertThat(keys(doubling(20, "{\"properties\":{\"x\":%1$s,\"y\":%1$s}}")))
                .containsExactly("schema_flaw.written_out");
        assertThat(keys(doubling(15, "{\"allOf\":[%1$s,%1$s]}"))).isNotEmpty();
        assertThat(keys(doubling(8, "{\"allOf\":[%1$s,%1$s]}"))).containsExactly("schema_flaw.asked");
    }

    @Test
    void values_of_an_enum_that_a_hash_does_not_tell_apart_are_refused() {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        ArrayNode values = schema.putArray("enum");
        IntStream.range(0, 17).forEach(i -> values.add(alike(i)));

        assertThat(keys(schema)).containsExactly("schema_flaw.enum");
        values.remove(0);
        assertThat(keys(schema)).isEmpty();
    }

    /** Texts of five bits, each written as one of two pairs with the same hash. */
    private static String alike(int number) {
        return IntStream.range(0, 5)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static JsonNode properties(int count) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        ObjectNode properties = schema.putObject("properties");
        IntStream.range(0, count).forEach(i -> properties.putObject("p" + i));
        return schema;
    }

    /** @param level what each level says of the next one, twice */
    private static JsonNode doubling(int levels, String level) {
        String definitions = IntStream.range(0, levels)
                .mapToObj(i -> "\"d" + i + "\":" + level.formatted("{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}"))
                .collect(Collectors.joining(","));
        return json("{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + definitions + ",\"d" + levels + "\":{}}}");
    }

    private static List<String> keys(JsonNode schema) {
        return SchemaPolicy.flawsIn(schema).stream()
                .map(flaw -> flaw.error().key())
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
