package io.headrace.ingest.access;

import io.headrace.contracts.ApiKey;
import io.headrace.ingest.http.Exchange;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request brings to be let in with, by its headers alone: a URL never opens anything. */
sealed interface Credential {
    Pattern TOKEN_FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    /** An API key, in one header or in two. */
    record Key(PresentedKey key) implements Credential {}

    /** Something of the form of a token. */
    record Token(String text) implements Credential {
        /** Without the token, so that a log line can never leak it. */
        @Override
        public String toString() {
            return "token";
        }
    }

    /** Nothing, or nothing that could be one of ours. */
    record Nothing() implements Credential {}

    /** More than one, and not the same. */
    record Conflict() implements Credential {}

    static Credential of(Exchange exchange) {
        return of(exchange.header("Authorization"), exchange.header("api-key"), exchange.header("api-secret"));
    }

    static Credential of(@Nullable String authorization, @Nullable String apiKey, @Nullable String apiSecret) {
        Credential bearer = bearer(authorization);
        if (apiKey == null && apiSecret == null) {
            return bearer;
        }
        Optional<PresentedKey> pair = PresentedKey.of(apiKey, apiSecret);
        if (authorization == null) {
            return pair.<Credential>map(Key::new).orElseGet(Nothing::new);
        }
        boolean agree =
                bearer instanceof Key key && pair.isPresent() && key.key().isSameAs(pair.get());
        return agree ? bearer : new Conflict();
    }

    private static Credential bearer(@Nullable String authorization) {
        Optional<String> bearer = BearerToken.parse(authorization);
        if (bearer.isEmpty()) {
            return new Nothing();
        }
        String text = bearer.get();
        return ApiKey.parse(text)
                .<Credential>map(key -> new Key(PresentedKey.of(key)))
                .orElseGet(() -> TOKEN_FORM.matcher(text).matches() ? new Token(text) : new Nothing());
    }
}
