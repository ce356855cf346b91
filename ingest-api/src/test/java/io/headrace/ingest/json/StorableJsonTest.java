package io.headrace.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\n\t\"a\" : 1.0 } ",
                "{\"a\":1e131071}",
                "{\"a\":1e-16383}",
                "{\"a\":0.1,\"A\":[],\"\":null}",
                "{\"中\":\"😀\",\"b\":\"\\ud83d\\ude00\"}",
                "[1]"
            })
    void what_can_be_stored_is_accepted(String body) {
        assertThat(read(body)).isInstanceOf(StorableJson.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                             | NOT_JSON",
                "{                              | NOT_JSON",
                "{}x                            | NOT_JSON",
                "{} {}                          | NOT_JSON",
                "{'a':1}                        | NOT_JSON",
                "{\"a\":01}                     | NOT_JSON",
                "{\"a\":NaN}                    | NOT_JSON",
                "{\"a\":1,}                     | NOT_JSON",
                "/**/{}                         | NOT_JSON",
                "{\"a\":1,\"a\":2}              | DUPLICATE_KEY",
                "{\"a\":1,\"\\u0061\":2}        | DUPLICATE_KEY",
                "{\"b\":[{\"a\":1,\"a\":2}]}    | DUPLICATE_KEY",
                "{\"a\":\"\\u0000\"}            | NUL_CHARACTER",
                "{\"\\u0000\":1}                | NUL_CHARACTER",
                "{\"a\":\"\\ud800\"}            | LONE_SURROGATE",
                "{\"a\":\"\\udc00\\ud800\"}     | LONE_SURROGATE",
                "{\"\\ud800x\":1}               | LONE_SURROGATE",
                "{\"a\":1e131072}               | NUMBER_OUT_OF_RANGE",
                "{\"a\":12e131071}              | NUMBER_OUT_OF_RANGE",
                "{\"a\":1e-16384}               | NUMBER_OUT_OF_RANGE",
                "{\"a\":1e2147483647}           | NUMBER_OUT_OF_RANGE",
                "{\"a\":1e-2147483648}          | NUMBER_OUT_OF_RANGE",
                "{\"a\":1e99999999999}          | NUMBER_OUT_OF_RANGE",
                "{\"a\":[1e131071,1e131071]}    | NUMBERS_TOO_LARGE",
            })
    void what_cannot_is_refused_for_its_own_reason(String body, Flaw flaw) {
        assertThat(read(body)).isEqualTo(new StorableJson.Refused(flaw));
    }

    @Test
    void depth_is_64_at_most() {
        assertThat(read(nested(64))).isInstanceOf(StorableJson.Accepted.class);
        assertThat(read(nested(65))).isEqualTo(new StorableJson.Refused(Flaw.TOO_DEEP));
    }

    @Test
    void a_number_has_64_characters_at_most() {
        assertThat(read("{\"a\":" + "1".repeat(64) + "}")).isInstanceOf(StorableJson.Accepted.class);
        assertThat(read("{\"a\":" + "1".repeat(65) + "}")).isEqualTo(new StorableJson.Refused(Flaw.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "eda080", "ff", "c181", "e4b8", "f8888080"})
    void bytes_that_are_not_utf8_are_refused(String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        assertThat(StorableJson.read(join("{\"a\":\"", bad, "\"}"))).isEqualTo(new StorableJson.Refused(Flaw.NOT_UTF8));
    }

    @Test
    void a_byte_order_mark_is_refused() {
        assertThat(read("\ufeff{}")).isEqualTo(new StorableJson.Refused(Flaw.BYTE_ORDER_MARK));
    }

    @Property
    void any_text_without_nul_and_lone_surrogates_is_accepted_and_read_as_it_was(@ForAll String text)
            throws IOException {
        byte[] body =
                Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put("a", text));
        boolean storable =
                text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);

        StorableJson.Reading reading = StorableJson.read(body);

        assertThat(reading instanceof StorableJson.Accepted).isEqualTo(storable);
        if (reading instanceof StorableJson.Accepted accepted) {
            assertThat(accepted.value().path("a").textValue()).isEqualTo(text);
        }
    }

    @Property
    void a_number_is_accepted_exactly_within_numeric(
            @ForAll("digits") String digits, @ForAll @IntRange(min = -17_000, max = 132_000) int exponent) {
        BigDecimal number = new BigDecimal(digits + "e" + exponent);
        String plain = number.toPlainString().replace("-", "");
        int point = plain.indexOf('.');
        int before = point < 0 ? plain.length() : point;
        int after = point < 0 ? 0 : plain.length() - point - 1;

        StorableJson.Reading reading = read("{\"a\":" + digits + "e" + exponent + "}");

        assertThat(reading instanceof StorableJson.Accepted).isEqualTo(before <= 131_072 && after <= 16_383);
    }

    @Property
    void any_bytes_are_read_without_failing(@ForAll @Size(max = 200) byte[] body) {
        assertThat(StorableJson.read(body)).isNotNull();
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.longs().between(1, 999_999).map(Object::toString);
    }

    @Test
    void precision_survives() {
        JsonNode value = ((StorableJson.Accepted) read("{\"a\":0.10,\"b\":123456789012345678901234567890}")).value();
        assertThat(value.path("a").decimalValue()).isEqualTo(new BigDecimal("0.10"));
        assertThat(value.path("b").bigIntegerValue()).hasToString("123456789012345678901234567890");
    }

    private static StorableJson.Reading read(String body) {
        return StorableJson.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static byte[] join(String head, byte[] middle, String tail) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(middle);
        out.writeBytes(tail.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
