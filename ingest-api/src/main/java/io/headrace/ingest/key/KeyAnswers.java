package io.headrace.ingest.key;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.ApiKey;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Times;
import io.headrace.store.key.StoredKey;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes keys as their owner sees them. */
final class KeyAnswers {
    private KeyAnswers() {}

    static Response created(Exchange exchange, String location, StoredKey stored, ApiKey key) {
        return once(201, exchange, stored, key).header("Location", location).build();
    }

    static Response rotated(Exchange exchange, StoredKey stored, ApiKey key) {
        return once(200, exchange, stored, key).build();
    }

    static Response key(Exchange exchange, StoredKey stored) {
        return Answers.data(exchange, json -> write(json, stored));
    }

    static void write(JsonGenerator json, StoredKey stored) throws IOException {
        json.writeStringField("id", stored.id());
        json.writeStringField("name", stored.name());
        json.writeStringField("environment", stored.environment().wireName());
        json.writeStringField("scope", stored.scope().wireName());
        json.writeBooleanField("active", stored.active());
        Times.write(json, "expiresAt", stored.expiresAt());
        Times.write(json, "createdAt", stored.createdAt());
        Times.write(json, "lastUsedAt", lastUsedAt(stored));
        Times.write(json, "previousSecretValidUntil", stored.previousValidUntil());
        Times.write(json, "revokedAt", stored.revokedAt());
    }

    /** The secret, this once: it is not kept. */
    private static Response.ResponseBuilder once(int status, Exchange exchange, StoredKey stored, ApiKey key) {
        return Answers.data(status, exchange, json -> {
                    write(json, stored);
                    json.writeStringField("key", key.text());
                    json.writeStringField("secret", key.secret());
                })
                .header("Cache-Control", "no-store");
    }

    /** Not known yet: uses are not counted by key. */
    private static @Nullable Instant lastUsedAt(StoredKey stored) {
        return null;
    }
}
