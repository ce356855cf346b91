package io.headrace.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A {@link Command} as Kafka carries it: the key is the record id, the value the body, these headers the rest. */
public final class CommandHeaders {
    /** The year 10000: what 48 bits of an id, and PostgreSQL, can hold and more. */
    private static final long LATEST_MILLIS = 253_402_300_800_000L;

    private CommandHeaders() {}

    /** The headers of {@code command}, in a fixed order, absent values left out. */
    public static Map<String, String> write(Command command) {
        Map<String, String> headers = Headers.create();
        headers.put("op", command.kind().wireName());
        headers.put("operation-id", command.operationId().toString());
        headers.put("owner-id", command.ownerId().toString());
        headers.put("endpoint-id", command.endpointId().toString());
        headers.put("endpoint", command.endpoint());
        headers.put("environment", command.environment().wireName());
        headers.put("origin", command.origin().wireName());
        headers.put("actor", command.actor());
        headers.put("accepted-at", Long.toString(command.acceptedAt().toEpochMilli()));
        headers.put("request-id", command.requestId());
        headers.put("content-hash", command.contentHash());
        Headers.putIfPresent(headers, "traceparent", command.traceparent());
        Headers.putIfPresent(headers, "expected-version", command.expectedVersion());
        Headers.putCallback(headers, command.callback());
        return headers;
    }

    /** The reverse of {@link #write}; {@link IllegalArgumentException} says which header is missing or wrong. */
    public static Command read(String key, Map<String, String> headers, byte[] body) {
        String expectedVersion = headers.get("expected-version");
        return new Command(
                Headers.requiredId(headers, "operation-id"),
                UUID.fromString(key),
                OperationKind.ofWireName(Headers.required(headers, "op")),
                Headers.requiredId(headers, "owner-id"),
                Headers.requiredId(headers, "endpoint-id"),
                Headers.required(headers, "endpoint"),
                Environment.ofWireName(Headers.required(headers, "environment")),
                Origin.ofWireName(Headers.required(headers, "origin")),
                Headers.required(headers, "actor"),
                acceptedAt(Headers.required(headers, "accepted-at")),
                Headers.required(headers, "request-id"),
                headers.get("traceparent"),
                expectedVersion == null ? null : Long.valueOf(expectedVersion),
                Headers.callback(headers),
                Headers.required(headers, "content-hash"),
                body);
    }

    private static Instant acceptedAt(String text) {
        long millis = Long.parseLong(text);
        if (millis < 0 || millis > LATEST_MILLIS) {
            throw new IllegalArgumentException("header accepted-at is out of range");
        }
        return Instant.ofEpochMilli(millis);
    }
}
