package io.headrace.ingest.key;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.ApiKey;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Times;
import io.headrace.store.key.StoredKey;
import io.headrace.store.usage.KeyUse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Writes keys as their owner sees them. */
final class KeyAnswers {
    private KeyAnswers() {}

    static Response created(Exchange exchange, String location, StoredKey stored, ApiKey key) {
        return once(201, exchange, new UsedKey(stored, null), key)
                .header("Location", location)
                .build();
    }

    static Response rotated(Exchange exchange, UsedKey used, ApiKey key) {
        return once(200, exchange, used, key).build();
    }

    static Response key(Exchange exchange, UsedKey used) {
        return Answers.data(exchange, json -> write(json, used));
    }

    static void write(JsonGenerator json, UsedKey used) throws IOException {
        StoredKey stored = used.key();
        KeyUse use = used.use();
        json.writeStringField("id", stored.id());
        json.writeStringField("name", stored.name());
        json.writeStringField("environment", stored.environment().wireName());
        json.writeStringField("scope", stored.scope().wireName());
        json.writeBooleanField("active", stored.active());
        Times.write(json, "expiresAt", stored.expiresAt());
        Times.write(json, "createdAt", stored.createdAt());
        Times.write(json, "lastUsedAt", use == null ? null : use.lastUsedAt());
        json.writeNumberField("requests", use == null ? 0 : use.requests());
        json.writeNumberField("errors", use == null ? 0 : use.errors());
        Times.write(json, "previousSecretValidUntil", stored.previousValidUntil());
        Times.write(json, "revokedAt", stored.revokedAt());
    }

    /** The secret, this once: it is not kept. */
    private static Response.ResponseBuilder once(int status, Exchange exchange, UsedKey used, ApiKey key) {
        return Answers.data(status, exchange, json -> {
                    write(json, used);
                    json.writeStringField("key", key.text());
                    json.writeStringField("secret", key.secret());
                })
                .header("Cache-Control", "no-store");
    }
}
