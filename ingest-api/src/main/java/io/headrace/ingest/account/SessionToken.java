package io.headrace.ingest.account;

import io.headrace.ingest.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The token of a session, and where a request carries it.
 *
 * @param fromCookie whether a browser sent it by itself, so that a write needs proof of where it came from
 */
record SessionToken(String text, boolean fromCookie) {
    static final String COOKIE = "headrace_session";
    private static final String PREFIX = "tm_session_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final String BEARER = "Bearer ";
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SessionToken create() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return new SessionToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random), false);
    }

    /** What is sent on purpose wins over what a browser sends by itself. */
    static Optional<SessionToken> of(Exchange exchange) {
        return sentOnPurpose(exchange)
                .or(() -> formed(exchange.cookie(COOKIE)).map(text -> new SessionToken(text, true)));
    }

    static Optional<SessionToken> sentOnPurpose(Exchange exchange) {
        return explicit(exchange.header("access-token"))
                .or(() -> bearer(exchange.header("Authorization")).flatMap(SessionToken::explicit));
    }

    /** Its SHA-256, which is all that is stored. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the token, so that a log line can never leak it. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }

    private static Optional<SessionToken> explicit(@Nullable String text) {
        return formed(text).map(formed -> new SessionToken(formed, false));
    }

    private static Optional<String> formed(@Nullable String text) {
        return Optional.ofNullable(text).map(String::trim).filter(FORM.asMatchPredicate());
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()))
                : Optional.empty();
    }
}
