package io.headrace.ingest.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import io.headrace.ingest.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token as it was sent: what it says of itself, which nobody has vouched for yet.
 *
 * @param keyId of the key that it says it was signed with; null if it does not say
 * @param issuer who it says has issued it; empty if it does not say
 */
record ProviderToken(String text, @Nullable String keyId, String issuer) {
    private static final int MAX_LENGTH = 12_000;
    private static final String BEARER = "Bearer ";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** From {@code access-token} or {@code Authorization}; empty if neither has the form of one. */
    static Optional<ProviderToken> of(Exchange exchange) {
        return read(exchange.header("access-token")).or(() -> read(bearer(exchange.header("Authorization"))));
    }

    static Optional<ProviderToken> read(@Nullable String text) {
        String token = text == null ? "" : text.trim();
        if (token.length() > MAX_LENGTH || !FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.");
        return json(parts[0])
                .flatMap(header -> json(parts[1])
                        .map(claims -> new ProviderToken(
                                token,
                                header.path("kid").textValue(),
                                claims.path("iss").asText())));
    }

    /** Without the token, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "ProviderToken[" + issuer + "]";
    }

    private static Optional<JsonNode> json(String part) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(part);
            return Optional.of(Json.MAPPER.readTree(new String(decoded, StandardCharsets.UTF_8)))
                    .filter(JsonNode::isObject);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length())
                : null;
    }
}
