package io.headrace.ingest.collaborator;

import io.headrace.ingest.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The token in a collaborator's link. It is sent as Bearer only: never in a URL, never by a cookie. */
record CollaboratorToken(String text) {
    private static final String PREFIX = "tm_collaborator_";
    private static final Pattern FORM = Pattern.compile("(?i:Bearer) +(" + PREFIX + "[A-Za-z0-9_-]{43})\\s*");
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static CollaboratorToken create() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return new CollaboratorToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    static Optional<CollaboratorToken> of(Exchange exchange) {
        return Optional.ofNullable(exchange.header("Authorization"))
                .map(FORM::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new CollaboratorToken(matcher.group(1)));
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
}
