package io.headrace.ingest.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The client's id and secret as HTTP Basic carries them; each was form-encoded before (RFC 6749, section 2.3.1). */
record BasicCredentials(String id, String secret) {
    private static final String SCHEME = "Basic ";

    /** Empty if the header is of another scheme, or cannot be read. */
    static Optional<BasicCredentials> parse(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).trim());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2
                    ? Optional.of(new BasicCredentials(text(parts[0]), text(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without the secret, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "client " + id;
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
