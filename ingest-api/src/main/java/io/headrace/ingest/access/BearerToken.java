package io.headrace.ingest.access;

import io.headrace.contracts.ApiKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an API key out of an {@code Authorization} header. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";
    /** A key has 66 characters; what is much longer is none, and is not looked at. */
    private static final int MAX_LENGTH = 200;

    private BearerToken() {}

    static Optional<ApiKey> parse(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > MAX_LENGTH
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return ApiKey.parse(authorization.substring(SCHEME.length()).trim());
    }
}
