package io.headrace.ingest.oauth;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.KeyScope;
import io.headrace.ingest.access.PresentedKey;
import io.headrace.ingest.http.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to exchange a key for a token.
 *
 * @param client the key's id and secret
 * @param scope what the client asks for; empty for all that the key has
 */
record TokenRequest(PresentedKey client, Optional<KeyScope> scope) {
    private static final String GRANT_TYPE = "client_credentials";
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";

    /** @param authorization the header, by which the client may say who it is instead; null if it does not */
    static TokenRequest of(TokenParameters parameters, @Nullable String authorization) {
        String grantType = parameters
                .find("grant_type")
                .orElseThrow(() -> TokenProblem.invalidRequest("grant_type", Text.of("body.required")));
        if (!grantType.equals(GRANT_TYPE)) {
            throw TokenProblem.unsupportedGrantType();
        }
        Optional<KeyScope> scope = parameters.find("scope").map(TokenRequest::widest);
        return new TokenRequest(client(parameters, authorization), scope);
    }

    /** The scope of the token; what is asked for may only be narrower than what the key has. */
    KeyScope granted(KeyScope keyScope) {
        KeyScope wanted = scope.orElse(keyScope);
        if (wanted.compareTo(keyScope) > 0) {
            throw TokenProblem.invalidScope();
        }
        return wanted;
    }

    private static PresentedKey client(TokenParameters parameters, @Nullable String authorization) {
        String id = parameters.find(ID).orElse(null);
        String secret = parameters.find(SECRET).orElse(null);
        if (authorization == null) {
            return PresentedKey.of(id, secret).orElseThrow(TokenRequest::unknown);
        }
        BasicCredentials basic = BasicCredentials.parse(authorization).orElseThrow(TokenRequest::unknown);
        if (secret != null || id != null && !id.equals(basic.id())) {
            throw TokenProblem.invalidRequest(secret != null ? SECRET : ID, Text.of("oauth.two_ways"));
        }
        return PresentedKey.of(basic.id(), basic.secret()).orElseThrow(TokenRequest::unknown);
    }

    /** Several are separated by spaces; each includes the ones before it, so the widest says it all. */
    private static KeyScope widest(String scopes) {
        return Arrays.stream(scopes.split(" "))
                .filter(name -> !name.isEmpty())
                .map(TokenRequest::scope)
                .max(Comparator.naturalOrder())
                .orElseThrow(TokenProblem::invalidScope);
    }

    private static KeyScope scope(String name) {
        return Arrays.stream(KeyScope.values())
                .filter(scope -> scope.wireName().equals(name))
                .findFirst()
                .orElseThrow(TokenProblem::invalidScope);
    }

    private static RuntimeException unknown() {
        return TokenProblem.invalidClient(ErrorCode.CREDENTIAL_MISSING);
    }
}
