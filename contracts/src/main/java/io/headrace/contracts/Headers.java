package io.headrace.contracts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Kafka record's headers as text, each name at most once. */
final class Headers {
    private Headers() {}

    static void putCallback(Map<String, String> headers, @Nullable Callback callback) {
        if (callback != null) {
            headers.put("callback-url", callback.url());
            putIfPresent(headers, "callback-auth-header", callback.authHeader());
            putIfPresent(headers, "callback-auth", callback.sealedAuth());
        }
    }

    static @Nullable Callback callback(Map<String, String> headers) {
        String url = headers.get("callback-url");
        return url == null
                ? null
                : new Callback(url, headers.get("callback-auth-header"), headers.get("callback-auth"));
    }

    static void putIfPresent(Map<String, String> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }

    static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return value;
    }

    static UUID requiredId(Map<String, String> headers, String name) {
        return UUID.fromString(required(headers, name));
    }

    static Map<String, String> create() {
        return new LinkedHashMap<>();
    }
}
