package io.headrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Record bodies for the endpoint {@code orders}: the project's own hard cases, and real payloads where they are. */
final class Corpus {
    /** The contract's limit, in bytes. */
    static final int MAX_BODY = 102_400;

    private static final String PUBLISHED = "github-events/payloads.ndjson";

    private Corpus() {}

    static List<String> all() {
        List<String> bodies = new ArrayList<>(own());
        published().ifPresent(file -> bodies.addAll(wrapped(file)));
        return bodies;
    }

    /** Real payloads, if the folder with test data lies beside the checkout. */
    static Optional<Path> published() {
        String configured = System.getProperty("headrace.testdata", "../../shared/data");
        return Optional.of(Path.of(configured, PUBLISHED)).filter(Files::isRegularFile);
    }

    static List<String> own() {
        List<String> values = List.of(
                "null",
                "true",
                "[]",
                "{}",
                "\"\"",
                "[null,[],{},\"\",0,-1,false]",
                "9223372036854775807",
                "-9223372036854775808",
                "18446744073709551616",
                "0.1",
                "1e2",
                "1.10",
                "-0.000000000000000000000000000000000000000000000000000001",
                "3.14159265358979323846264338327950288419716939937510582097494459",
                "1E-300",
                "123456789012345678901234567890.123456789012345678901234567890",
                "\"中文，简体与繁體；日本語のかな；한국어\"",
                "\"😀👩‍👩‍👧‍👦🏳️‍🌈 \\ud83d\\ude00\"",
                "\"quote \\\" backslash \\\\ slash \\/ tab \\t newline \\n return \\r bell \\u0007 del \\u007f\"",
                "\"\\u2028\\u2029\\ufeff\\u200b\\u202e rtl \\uffff\"",
                "\"<script>alert('x')</script> ' OR 1=1; -- $1 %s {{x}}\"",
                "{\"\":1,\" \":2,\"a.b\":3,\"$ref\":4,\"键\":5,\"\\n\":6}",
                nested(60));
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            bodies.add("{\"order_id\":\"own-%d\",\"amount\":%d,\"value\":%s}".formatted(i, i, values.get(i)));
        }
        bodies.add(" {\n\t\"order_id\" : \"spaced\" ,\r\n \"amount\" : 1.0 } ");
        bodies.add(ofSize(MAX_BODY, "x"));
        bodies.add(ofSize(MAX_BODY, "界"));
        return bodies;
    }

    /** A body of exactly so many bytes, filled with the same letter. */
    static String ofSize(int bytes, String letter) {
        String head = "{\"order_id\":\"sized\",\"amount\":1,\"filler\":\"";
        String tail = "\"}";
        int room = bytes - head.length() - tail.length();
        int width = letter.getBytes(StandardCharsets.UTF_8).length;
        return head + letter.repeat(room / width) + "x".repeat(room % width) + tail;
    }

    private static String nested(int depth) {
        return "{\"d\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static List<String> wrapped(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(Corpus::wrapped).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String wrapped(String line) {
        try {
            JsonNode entry = Json.MAPPER.readTree(line);
            return "{\"order_id\":%s,\"amount\":1,\"payload\":%s}"
                    .formatted(entry.get("example"), entry.get("payload"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
