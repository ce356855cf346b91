package io.headrace.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read can be written again. */
class StoredJsonTest {
    @ParameterizedTest
    @CsvSource({
        "1E-300, 1E-300",
        "-1E-300, -1E-300",
        "1.50E-300, 15E-301",
        "1E+300, 1E300",
        "12.5E+300, 125E299",
        "0E-300, 0",
        "-0.00E-300, 0",
    })
    void a_number_that_was_written_out_gets_its_exponent_back(String number, String expected) {
        assertThat(StoredJson.writable(stored(number))).isEqualTo("{\"a\": " + expected + ", \"b\": 1.10}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1.10, \"b\": [-0.5, null, true, \"x\"]}",
                "{\"00000000000000000000000000000000000000000000000000000000000000000000000\": \"0\"}",
                "{\"a\": \"0000000000000000000000000000000000000000000000\\\"0000000000000000000000000000000000000\"}",
                "{\"a\": \"\\\\\", \"b\": \"00000000000000000000000000000000000000000000000000000000000000000000000\"}",
                "{\"a\": 1234567890123456789012345678901234567890123456789012345678901234}",
                "{}"
            })
    void everything_else_stays_as_it_is(String stored) {
        assertThat(StoredJson.writable(stored)).isSameAs(stored);
    }

    @Test
    void more_significant_digits_than_may_come_in_are_kept_rather_than_lost() {
        String stored = "{\"a\": 0." + "1".repeat(80) + "}";
        assertThat(StoredJson.writable(stored)).isEqualTo(stored);
    }

    @Test
    void the_longest_number_takes_no_time() {
        String stored = "[" + "9" + "0".repeat(131_071) + ", 0." + "0".repeat(16_382) + "1]";

        String writable =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> StoredJson.writable(stored));

        assertThat(writable).isEqualTo("[9E131071, 1E-16383]");
    }

    @Property
    void any_number_that_came_in_may_come_in_again_with_the_same_value(@ForAll("numbers") String number)
            throws IOException {
        if (!(StorableJson.read(bytes("{\"a\":" + number + "}")) instanceof StorableJson.Accepted)) {
            return;
        }

        String writable = StoredJson.writable(stored(number));

        assertThat(StorableJson.read(bytes(writable))).isInstanceOf(StorableJson.Accepted.class);
        JsonNode again = Json.MAPPER.readTree(writable).path("a");
        assertThat(again.decimalValue()).isEqualByComparingTo(new BigDecimal(number));
    }

    @Property
    void up_to_55_significant_digits_it_has_64_characters_at_most(
            @ForAll("significant") String digits, @ForAll("exponents") int exponent) throws IOException {
        String writable = StoredJson.writable(stored("-0." + digits + "E" + exponent));

        String number = writable.substring("{\"a\": ".length(), writable.indexOf(','));
        assertThat(number).hasSizeLessThanOrEqualTo(Json.MAX_NUMBER_LENGTH);
        assertThat(new BigDecimal(number)).isEqualByComparingTo(new BigDecimal("-0." + digits + "E" + exponent));
    }

    @Property
    void a_text_is_never_touched(@ForAll @NotEmpty String text) throws IOException {
        String stored = Json.MAPPER.writeValueAsString(
                Json.MAPPER.createObjectNode().put(text, text).put("n", text + "0".repeat(100) + "\\\""));
        assertThat(StoredJson.writable(stored)).isSameAs(stored);
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> whole =
                Arbitraries.strings().numeric().ofMaxLength(62).map(digits -> digits.replaceFirst("^0+", ""));
        Arbitrary<String> fraction = Arbitraries.strings().numeric().ofMaxLength(63);
        return Combinators.combine(Arbitraries.of("", "-"), whole, fraction, exponents())
                .as((sign, before, after, exponent) -> sign
                        + (before.isEmpty() ? "0" : before)
                        + (after.isEmpty() ? "" : "." + after)
                        + (exponent == 0 ? "" : "E" + exponent));
    }

    @Provide
    Arbitrary<String> significant() {
        return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(55);
    }

    @Provide
    Arbitrary<Integer> exponents() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-120, 120),
                Arbitraries.integers().between(-16_000, 130_000));
    }

    /** As PostgreSQL writes it: in full, with the digits behind the point that it came with. */
    private static String stored(String number) {
        BigDecimal value = new BigDecimal(number);
        return "{\"a\": " + (value.scale() < 0 ? value.setScale(0) : value).toPlainString() + ", \"b\": 1.10}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
