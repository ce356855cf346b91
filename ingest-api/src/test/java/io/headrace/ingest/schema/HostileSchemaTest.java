package io.headrace.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import io.headrace.ingest.json.CompiledSchema;
import io.headrace.ingest.json.SchemaRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policy lets pass cannot take long: neither to compile, nor to ask about the worst body for it. */
class HostileSchemaTest {
    private static final int BODY = 100_000;
    /** The aim is 50 ms; this leaves room for a machine that is busy, on which even the best try of some is slower. */
    private static final Duration BOUND = Duration.ofMillis(120);

    private static final Duration JUDGED_WITHIN = Duration.ofSeconds(1);
    private static final Duration COMPILED_WITHIN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Stream<Arguments> schemas() {
        String numbers = array(i -> "7");
        return Stream.of(
                hostile("many numbers", items("{\"type\":\"integer\",\"minimum\":0}"), numbers),
                hostile("all of them wrong", items("{\"type\":\"string\"}"), numbers),
                hostile(
                        "two hundred alternatives",
                        items(list("anyOf", 200, i -> "{\"const\":" + (100 + i) + "}")),
                        numbers),
                hostile("exactly one of many", items(list("oneOf", 120, i -> "{\"minimum\":" + i + "}")), numbers),
                hostile(
                        "none of many",
                        items("{\"not\":" + list("anyOf", 200, i -> "{\"const\":-" + i + "}") + "}"),
                        numbers),
                hostile(
                        "contains many",
                        items("{}").replace("}}", "},\"contains\":{\"const\":8},\"minContains\":9}"),
                        numbers),
                hostile(
                        "unique numbers of one hash",
                        items("{}").replace("\"items\"", "\"uniqueItems\":true,\"items\""),
                        array(i -> Long.toString((long) i << 32 | i))),
                hostile(
                        "unique texts of one hash",
                        items("{}").replace("\"items\"", "\"uniqueItems\":true,\"items\""),
                        array(HostileSchemaTest::alike)),
                hostile(
                        "unique objects",
                        "{\"properties\":{\"a\":{\"uniqueItems\":true,\"items\":{\"uniqueItems\":true}}}}",
                        array(i -> "{\"b\":" + i + ",\"a\":[1]}")),
                hostile(
                        "a huge enum",
                        items("{\"enum\":[" + join(9_000, i -> "\"" + i + "\"") + "]}"),
                        array(i -> "\"x\"")),
                hostile(
                        "unevaluated items",
                        "{\"properties\":{\"a\":{\"contains\":{\"type\":\"string\"},\"unevaluatedItems\":false}}}",
                        numbers),
                hostile(
                        "unevaluated properties",
                        "{\"anyOf\":[{\"properties\":{\"a\":true}},{\"patternProperties\":{\"^x\":true}}],"
                                + "\"unevaluatedProperties\":false}",
                        object(i -> "\"k" + i + "\":1")),
                hostile(
                        "unevaluated everywhere",
                        items("{\"anyOf\":[{\"properties\":{\"a\":true}},{\"properties\":{\"b\":true}}],"
                                + "\"unevaluatedProperties\":false}"),
                        array(i -> "{\"a\":1,\"b\":1}")),
                hostile(
                        "names of properties",
                        "{\"propertyNames\":{\"pattern\":\"^([a-z]+[0-9]*)+$\",\"maxLength\":9}}",
                        object(i -> "\"k" + i + "\":1")),
                hostile(
                        "a hundred patterns for names",
                        "{\"patternProperties\":{" + join(100, i -> "\"^a{" + (i + 1) + "}.*b$\":{}") + "}}",
                        object(i -> "\"aaaaaaaa" + i + "\":1")),
                hostile(
                        "a long text and a large pattern",
                        "{\"properties\":{\"a\":{\"pattern\":\"^(a|b|ab|ba|a.*b){50}c$\"}}}",
                        "{\"a\":\"" + "ab".repeat(BODY / 2) + "\"}"),
                hostile(
                        "a long text, often",
                        "{\"properties\":{\"a\":" + list("anyOf", 200, i -> "{\"maxLength\":" + i + "}") + "}}",
                        "{\"a\":\"" + "é".repeat(BODY / 2) + "\"}"),
                hostile(
                        "a long text in many formats",
                        "{\"properties\":{\"a\":" + list("anyOf", 100, i -> "{\"format\":\"uri\"}") + "}}",
                        "{\"a\":\"http://" + "a/".repeat(BODY / 2) + "\"}"),
                hostile("cents of huge amounts", items("{\"multipleOf\":0.01}"), "{\"a\":[7.3e131071,7.3e131070]}"),
                hostile(
                        "many properties that are not there",
                        items("{\"properties\":{" + join(1_500, i -> "\"p" + i + "\":{}") + "}}"),
                        array(i -> "{}")),
                hostile(
                        "many that are required",
                        items("{\"required\":[" + join(5_000, i -> "\"p" + i + "\"") + "]}"),
                        array(i -> "{}")),
                hostile(
                        "many that depend",
                        items("{\"dependentRequired\":{" + join(3_000, i -> "\"p" + i + "\":[]") + "}}"),
                        array(i -> "{\"p1\":1}")),
                hostile(
                        "a deep tree",
                        "{\"$defs\":{\"n\":{\"items\":{\"$ref\":\"#/$defs/n\"},\"type\":\"array\"}},"
                                + "\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}}}",
                        "{\"a\":" + "[".repeat(62) + "]".repeat(62) + "}"),
                hostile(
                        "deep, and many schemas at each level",
                        "{\"$defs\":{\"n\":" + "{\"allOf\":[".repeat(16) + "{\"items\":{\"$ref\":\"#/$defs/n\"}}"
                                + "]}".repeat(16) + "},\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}}}",
                        "{\"a\":" + "[".repeat(62) + "]".repeat(62) + "}"),
                hostile(
                        "wrong at the end of a long path",
                        "{\"properties\":{\"" + "n".repeat(20_000) + "\":{\"items\":{\"type\":\"string\"}}}}",
                        "{\"" + "n".repeat(20_000) + "\":[" + join(35_000, i -> "1") + "]}"),
                hostile(
                        "asked again and again",
                        "{\"$defs\":{\"n\":{\"allOf\":[" + "{\"items\":{\"$ref\":\"#/$defs/n\"}},".repeat(2)
                                + "true]}},\"$ref\":\"#/$defs/n\"}",
                        "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"),
                hostile(
                        "everybody knows everybody",
                        "{\"$ref\":\"#/$defs/d0\",\"$defs\":{"
                                + join(
                                        6,
                                        i -> "\"d" + i + "\":{\"properties\":{"
                                                + join(6, j -> "\"p" + j + "\":{\"$ref\":\"#/$defs/d" + j + "\"}")
                                                + "}}")
                                + "}}",
                        "{\"p1\":{\"p2\":{\"p3\":{\"p1\":{\"p0\":{}}}}}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemas")
    void is_refused_or_quick(String what, String schema, String body) throws JsonProcessingException {
        JsonNode document = Json.MAPPER.readTree(schema);
        if (!SchemaPolicy.flawsIn(document).isEmpty()) {
            assertThat(best(JUDGED_WITHIN, () -> SchemaPolicy.flawsIn(document)))
                    .as("judging")
                    .isLessThan(JUDGED_WITHIN);
            return;
        }
        assertThat(best(COMPILED_WITHIN, () -> SchemaRegistry.compile(schema)))
                .as("compiling")
                .isLessThan(COMPILED_WITHIN);
        CompiledSchema compiled = SchemaRegistry.compile(schema);
        JsonNode value = Json.MAPPER.readTree(body);

        assertThat(best(BOUND, () -> compiled.flawsIn(value))).isLessThan(BOUND);
    }

    /** The first that is within it, or the best there was: until its code is compiled, it is slow. */
    private static Duration best(Duration within, Runnable work) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Duration best = processorTime(work);
        while (best.compareTo(within) >= 0 && System.nanoTime() < end) {
            Duration took = processorTime(work);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    private static Duration processorTime(Runnable work) {
        var thread = ManagementFactory.getThreadMXBean();
        long started = thread.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(thread.getCurrentThreadCpuTime() - started);
    }

    private static Arguments hostile(String what, String schema, String body) {
        return Arguments.of(what, schema, body);
    }

    private static String items(String item) {
        return "{\"properties\":{\"a\":{\"items\":" + item + "}}}";
    }

    private static String list(String keyword, int count, IntFunction<String> each) {
        return "{\"" + keyword + "\":[" + join(count, each) + "]}";
    }

    private static String array(IntFunction<String> item) {
        return filled("{\"a\":[", item, "]}");
    }

    private static String object(IntFunction<String> member) {
        return filled("{", member, "}");
    }

    private static String filled(String begin, IntFunction<String> part, String end) {
        StringBuilder text = new StringBuilder(begin).append(part.apply(1));
        for (int i = 2; text.length() < BODY; i++) {
            text.append(',').append(part.apply(i));
        }
        return text + end;
    }

    private static String join(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
    }

    /** Thirteen pairs of letters, each one of two that have the same hash. */
    private static String alike(int number) {
        return IntStream.range(0, 13)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining("", "\"", "\""));
    }
}
