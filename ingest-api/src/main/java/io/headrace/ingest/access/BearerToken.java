package io.headrace.ingest.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind {@code Bearer} in an {@code Authorization} header. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";
    /** A key has 66 characters and a token of ours some 500; what is much longer is none, and is not looked at. */
    private static final int MAX_LENGTH = 4_096;

    private BearerToken() {}

    static Optional<String> parse(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > MAX_LENGTH
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(SCHEME.length()).trim());
    }
}
