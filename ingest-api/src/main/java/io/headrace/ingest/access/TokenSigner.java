package io.headrace.ingest.access;

import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Writes a token as a signed JWT (RFC 9068). */
final class TokenSigner {
    static final String TYPE = "at+jwt";
    static final String SCOPE = "scope";
    static final String ENVIRONMENT = "env";
    static final String SECRET_VERSION = "ver";

    private TokenSigner() {}

    static String sign(AccessToken token, SigningKey key, String issuer) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", TYPE);
        jws.setAlgorithmHeaderValue(SigningKey.ALGORITHM);
        jws.setKeyIdHeaderValue(key.kid());
        jws.setKey(key.pair().getPrivateKey());
        jws.setPayload(claims(token, issuer).toJson());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(AccessToken token, String issuer) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(issuer);
        claims.setSubject(token.keyId());
        claims.setStringClaim("client_id", token.keyId());
        claims.setIssuedAt(NumericDate.fromSeconds(token.issuedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(token.expiresAt().getEpochSecond()));
        claims.setGeneratedJwtId();
        claims.setStringClaim(SCOPE, token.scope().wireName());
        claims.setStringClaim(ENVIRONMENT, token.environment().wireName());
        claims.setClaim(SECRET_VERSION, token.secretVersion());
        return claims;
    }
}
