package io.headrace.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Where one request asked to be told of its own outcome.
 *
 * @param url the target, already checked by {@link TargetUrl}
 * @param authHeader the header that carries the caller's secret to the target, or null where there is none
 * @param sealedAuth the secret, sealed by {@link SecretSealer} with {@link #authContext} before it left the process
 *     that took it; null where there is none
 */
public record Callback(
        String url, @Nullable String authHeader, @Nullable String sealedAuth) {
    public static final String DEFAULT_AUTH_HEADER = "Authorization";

    /** What {@link #sealedAuth} is bound to: it opens for this operation only. */
    public static String authContext(java.util.UUID operationId) {
        return "callback-auth:" + operationId;
    }
}
