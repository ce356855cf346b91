package io.headrace.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/** The headers of a subscription as they are stored: sealed, and bound to it (see {@link SecretSealer}). */
public final class TargetHeaders {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private TargetHeaders() {}

    /** @param headers names and values that go with each webhook */
    public static String seal(SecretSealer sealer, UUID subscriptionId, Map<String, String> headers) {
        try {
            return sealer.seal(Json.MAPPER.writeValueAsString(headers), context(subscriptionId));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if it does not open */
    public static Map<String, String> open(SecretSealer sealer, UUID subscriptionId, String sealed) {
        try {
            return Json.MAPPER.readValue(sealer.open(sealed, context(subscriptionId)), HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("sealed headers are not headers", e);
        }
    }

    /** What they are bound to. */
    public static String context(UUID subscriptionId) {
        return "subscription-headers:" + subscriptionId;
    }
}
