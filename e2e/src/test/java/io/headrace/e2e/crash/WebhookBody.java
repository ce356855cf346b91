package io.headrace.e2e.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What a webhook tells, without the record's fields. */
record WebhookBody(
        String type,
        String operationId,
        String recordId,
        @Nullable Long version) {
    static WebhookBody of(String text) {
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            JsonNode version = json.at("/data/object/version");
            return new WebhookBody(
                    json.path("type").asText(),
                    json.path("operationId").asText(),
                    json.at("/data/object/id").asText(),
                    version.isNumber() ? version.asLong() : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
