package io.headrace.ingest.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Makes a text of the format and length that a schema asks for; a pattern is not guessed. */
final class ExampleText {
    private static final int MAX_LENGTH = 1_000;
    private static final Map<String, String> OF_FORMAT = Map.ofEntries(
            Map.entry("date-time", "2026-01-31T12:00:00Z"),
            Map.entry("date", "2026-01-31"),
            Map.entry("time", "12:00:00Z"),
            Map.entry("duration", "PT15M"),
            Map.entry("email", "person@example.com"),
            Map.entry("idn-email", "person@example.com"),
            Map.entry("hostname", "example.com"),
            Map.entry("idn-hostname", "example.com"),
            Map.entry("ipv4", "192.0.2.1"),
            Map.entry("ipv6", "2001:db8::1"),
            Map.entry("uri", "https://example.com/a"),
            Map.entry("uri-reference", "/a"),
            Map.entry("iri", "https://example.com/a"),
            Map.entry("iri-reference", "/a"),
            Map.entry("uri-template", "/a/{id}"),
            Map.entry("uuid", "018f4e5c-7a3b-7c21-9d4e-5f6a7b8c9d0e"),
            Map.entry("json-pointer", "/a/0"),
            Map.entry("relative-json-pointer", "1/a"));

    private ExampleText() {}

    static JsonNode of(JsonNode schema) {
        String text = OF_FORMAT.getOrDefault(schema.path("format").asText(), "text");
        int least = Math.min(schema.path("minLength").asInt(0), MAX_LENGTH);
        int most = Math.max(0, schema.path("maxLength").asInt(MAX_LENGTH));
        String filled = text.length() >= least ? text : text + "x".repeat(least - text.length());
        return TextNode.valueOf(filled.substring(0, Math.min(filled.length(), most)));
    }
}
