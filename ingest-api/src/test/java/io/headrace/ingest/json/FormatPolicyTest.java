package io.headrace.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Format;
import com.networknt.schema.Formats;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatPolicyTest {
    /** As much as the largest body can hold. */
    private static final int LENGTH = 102_400;

    /** Well below what blocks an event loop; the bad ones took more than 2 s, most more than 25 s. The best of a few, for slow machines. */
    private static final Duration BOUND = Duration.ofMillis(200);

    private static final int TRIES = 5;

    /** A start, what is repeated, and an end that does not fit: the worst for a check that backtracks. */
    private static final List<List<String>> HOSTILE = List.of(
            List.of("", "a", "!"),
            List.of("", "1", "!"),
            List.of("", " ", ""),
            List.of("", "@", " "),
            List.of("", "a@", " "),
            List.of("a@", "a.", "!"),
            List.of("", "a.", "a"),
            List.of("", "1.", "!"),
            List.of("", ":", "!"),
            List.of("", "xn--a.", "!"),
            List.of("", "\u3002", "!"),
            List.of("/", "a", "~"),
            List.of("", "/~0", "~"),
            List.of("0", "/a", "~"),
            List.of("{", "a", "!"),
            List.of("{a", ".a", "."),
            List.of("{a", ",a", "."),
            List.of("", "{a}", "}"),
            List.of("", "%41", "%"),
            List.of("http://[", ":", "!"),
            List.of("http://a/", "%41", "%"),
            List.of("P", "1D", "!"),
            List.of("", "(", ""),
            List.of("", "(a{1000})", ""));

    static Stream<String> every_format() {
        return Formats.DEFAULT.stream().map(Format::getName);
    }

    @ParameterizedTest
    @MethodSource("every_format")
    void no_text_of_the_largest_size_stalls_a_format(String format) {
        CompiledSchema schema = schema("{\"format\":\"" + format + "\"}");
        for (List<String> hostile : HOSTILE) {
            assertQuick(schema, new TextNode(text(hostile)), format + " of " + hostile);
        }
    }

    private static String text(List<String> hostile) {
        String part = hostile.get(1);
        return hostile.get(0) + part.repeat((LENGTH - 16) / part.length()) + hostile.get(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://json-schema.org/draft-04/schema#",
                "http://json-schema.org/draft-06/schema#",
                "http://json-schema.org/draft-07/schema#",
                "https://json-schema.org/draft/2019-09/schema",
                "https://json-schema.org/draft/2020-12/schema"
            })
    void no_dialect_is_a_way_around(String dialect) {
        CompiledSchema schema = schema("{\"$schema\":\"" + dialect + "\",\"format\":\"email\"}");

        assertQuick(schema, new TextNode("@".repeat(LENGTH - 1) + " "), dialect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "json-pointer; ``; true",
                "json-pointer; /a/0/~0~1é; true",
                "json-pointer; a; false",
                "json-pointer; /~2; false",
                "json-pointer; /~; false",
                "relative-json-pointer; 0; true",
                "relative-json-pointer; 12#; true",
                "relative-json-pointer; 1/a/~1; true",
                "relative-json-pointer; 01; false",
                "relative-json-pointer; /a; false",
                "uri-template; http://example.com/{id}/{?q,limit*}{&x:30}; true",
                "uri-template; /{a.b}/%41/é; true",
                "uri-template; /{a; false",
                "uri-template; /a}; false",
                "uri-template; /{}; false",
                "uri-template; /{a..b}; false",
                "uri-template; /%4; false",
                "uri-template; /<a>; false",
                "hostname; orders.example.com; true",
                "hostname; -a; false",
                "idn-hostname; 例子.中国; true",
                "idn-hostname; a b; false",
                "email; a@example.com; true",
                "email; a; false",
                "idn-email; 实例@例子.中国; true",
                "regex; (?=a)b; true",
                "regex; (; true"
            })
    void a_format_means_what_its_standard_says(String format, String text, boolean allowed) {
        CompiledSchema schema = schema("{\"format\":\"" + format + "\"}");

        assertThat(schema.flawsIn(new TextNode(text)).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void a_hostname_has_253_characters_at_most() {
        CompiledSchema schema = schema("{\"format\":\"hostname\"}");

        assertThat(schema.flawsIn(new TextNode("a.".repeat(126) + "a"))).isEmpty();
        assertThat(schema.flawsIn(new TextNode("a.".repeat(126) + "aa"))).hasSize(1);
    }

    private static void assertQuick(CompiledSchema schema, TextNode text, String what) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    Duration best = took(schema, text);
                    for (int i = 1; i < TRIES && best.compareTo(BOUND) >= 0; i++) {
                        best = Stream.of(best, took(schema, text))
                                .min(Duration::compareTo)
                                .get();
                    }
                    assertThat(best).as(what).isLessThan(BOUND);
                },
                what);
    }

    private static Duration took(CompiledSchema schema, TextNode text) {
        long started = System.nanoTime();
        schema.flawsIn(text);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static CompiledSchema schema(String schema) {
        return SchemaRegistry.compile(schema);
    }
}
