package io.headrace.ingest.describe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Json;
import io.headrace.ingest.http.Language;
import io.headrace.ingest.http.Messages;
import io.headrace.ingest.http.Text;
import io.headrace.store.endpoint.StoredEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills the template of an endpoint's OpenAPI. In the template {@code {{slug}}} is a gap; a text that begins with
 * {@code msg:}, {@code errors:}, {@code problem:}, {@code fields:} or {@code example:} stands for what it names.
 */
final class EndpointOpenApi {
    private static final JsonNode TEMPLATE = template();
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final StoredEndpoint endpoint;
    private final Language language;
    private final JsonNode schema;
    private final Optional<JsonNode> example;

    private EndpointOpenApi(StoredEndpoint endpoint, Language language) {
        this.endpoint = endpoint;
        this.language = language;
        this.schema = parsed(endpoint.schema());
        this.example = ExampleRecord.of(schema);
    }

    static byte[] of(StoredEndpoint endpoint, Language language) {
        try {
            return Json.MAPPER.writeValueAsBytes(
                    new EndpointOpenApi(endpoint, language).filled(TEMPLATE).orElseThrow());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for an example that there is none of. */
    private Optional<JsonNode> filled(JsonNode node) {
        if (node.isObject()) {
            return filledObject(node);
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(item -> array.add(filled(item).orElseGet(NODES::nullNode)));
            return Optional.of(array);
        }
        return node.isTextual() ? filled(node.textValue()) : Optional.of(node);
    }

    /** An answer whose fields are not known is left out as a whole. */
    private Optional<JsonNode> filledObject(JsonNode node) {
        ObjectNode object = NODES.objectNode();
        node.fields().forEachRemaining(member -> {
            if (!member.getKey().equals("example") || isKnown(member.getValue())) {
                filled(member.getValue()).ifPresent(value -> object.set(named(member.getKey()), value));
            }
        });
        return Optional.of(object);
    }

    private boolean isKnown(JsonNode exampleInTemplate) {
        return example.isPresent() || !exampleInTemplate.toString().contains("\"example:");
    }

    private Optional<JsonNode> filled(String text) {
        String[] parts = text.split(":", 2);
        return switch (parts.length == 2 ? parts[0] : "") {
            case "msg" -> Optional.of(said(Text.of(parts[1])));
            case "errors" -> Optional.of(errors(parts[1]));
            case "problem" -> Optional.of(problem(ErrorCode.valueOf(parts[1])));
            case "fields" -> Optional.of(EmbeddedSchema.of(schema, "#/components/schemas/Fields"));
            case "example" -> example;
            default -> Optional.of(TextNode.valueOf(named(text)));
        };
    }

    private JsonNode said(Text text) {
        return TextNode.valueOf(named(Messages.in(language, text)));
    }

    private String named(String text) {
        return text.replace("{{slug}}", endpoint.slug())
                .replace("{{version}}", Integer.toString(endpoint.schemaVersion()))
                .replace("{{name}}", endpoint.name());
    }

    /** {@code 40101: The credential is missing or unknown}, one line for each. */
    private JsonNode errors(String names) {
        return TextNode.valueOf(Stream.of(names.split(","))
                .map(ErrorCode::valueOf)
                .map(code -> code.code() + ": " + Messages.in(language, Text.of(code.name() + ".message")))
                .collect(Collectors.joining("\n")));
    }

    private JsonNode problem(ErrorCode code) {
        return NODES.objectNode()
                .put("success", false)
                .put("code", code.code())
                .put("error", Messages.in(language, Text.of(code.name() + ".error")))
                .put("message", Messages.in(language, Text.of(code.name() + ".message")))
                .put("requestId", "req_01m80zvmqtfg2rk7g43rvjyfha");
    }

    private static JsonNode parsed(String schema) {
        try {
            return Json.MAPPER.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored schema is not JSON", e);
        }
    }

    private static JsonNode template() {
        try (InputStream in = EndpointOpenApi.class.getResourceAsStream("/openapi/endpoint.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
