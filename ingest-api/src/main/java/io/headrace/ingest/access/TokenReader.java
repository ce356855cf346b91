package io.headrace.ingest.access;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Reads a token, whatever it is, and believes only what one of our keys has signed. */
final class TokenReader {
    private TokenReader() {}

    /** What a text turned out to be. */
    sealed interface Reading {}

    record Genuine(AccessToken token) implements Reading {}

    /** It was a token of ours. */
    record Expired() implements Reading {}

    record Unknown() implements Reading {}

    /** The name of the key that is said to have signed it; null if that is not said. */
    static @Nullable String kid(String text) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setCompactSerialization(text);
            return jws.getKeyIdHeaderValue();
        } catch (JoseException e) {
            return null;
        }
    }

    static Reading read(String text, SigningKey key, String issuer, Instant now) {
        try {
            return new Genuine(token(consumer(key.pair(), issuer, now).processToClaims(text)));
        } catch (InvalidJwtException e) {
            return e.hasExpired() ? new Expired() : new Unknown();
        } catch (MalformedClaimException | IllegalArgumentException e) {
            return new Unknown();
        }
    }

    /** The algorithm is ours to say: a token that names another one, or none, is not looked at. */
    private static JwtConsumer consumer(PublicJsonWebKey key, String issuer, Instant now) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, SigningKey.ALGORITHM)
                .setVerificationKey(key.getPublicKey())
                .setExpectedType(true, TokenSigner.TYPE)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(issuer)
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
    }

    private static AccessToken token(JwtClaims claims) throws MalformedClaimException {
        Long version = Optional.ofNullable(claims.getClaimValue(TokenSigner.SECRET_VERSION, Long.class))
                .orElseThrow(() -> new MalformedClaimException("no version"));
        return new AccessToken(
                claims.getSubject(),
                Environment.ofWireName(claims.getStringClaimValue(TokenSigner.ENVIRONMENT)),
                KeyScope.ofWireName(claims.getStringClaimValue(TokenSigner.SCOPE)),
                Math.toIntExact(version),
                Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }
}
