package io.headrace.contracts;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What travels beside an event on Kafka. The key is the record id; the value is the webhook's body, byte for byte
 * (see {@link EventBody}).
 *
 * @param eventId the UUID of the operation that caused the event
 * @param callback where the causing request asked to be told, or null
 * @param sequence the place of the causing command in its partition, which grows with each event of a record; null in an
 *     event of before there was one
 */
public record EventHeaders(
        UUID eventId,
        EventType type,
        UUID recordId,
        UUID ownerId,
        UUID endpointId,
        Environment environment,
        Origin origin,
        String requestId,
        @Nullable String traceparent,
        @Nullable Callback callback,
        @Nullable Long sequence) {

    /** The headers in a fixed order, absent values left out. */
    public Map<String, String> write() {
        Map<String, String> headers = Headers.create();
        headers.put("event-id", eventId.toString());
        headers.put("type", type.wireName());
        headers.put("owner-id", ownerId.toString());
        headers.put("endpoint-id", endpointId.toString());
        headers.put("environment", environment.wireName());
        headers.put("origin", origin.wireName());
        headers.put("request-id", requestId);
        Headers.putIfPresent(headers, "traceparent", traceparent);
        Headers.putCallback(headers, callback);
        Headers.putIfPresent(headers, "sequence", sequence);
        return headers;
    }

    /** The reverse of {@link #write}; {@link IllegalArgumentException} says which header is missing or wrong. */
    public static EventHeaders read(String key, Map<String, String> headers) {
        return new EventHeaders(
                Headers.requiredId(headers, "event-id"),
                EventType.ofWireName(Headers.required(headers, "type")),
                UUID.fromString(key),
                Headers.requiredId(headers, "owner-id"),
                Headers.requiredId(headers, "endpoint-id"),
                Environment.ofWireName(Headers.required(headers, "environment")),
                Origin.ofWireName(Headers.required(headers, "origin")),
                Headers.required(headers, "request-id"),
                headers.get("traceparent"),
                Headers.callback(headers),
                sequence(headers.get("sequence")));
    }

    private static @Nullable Long sequence(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }
}
