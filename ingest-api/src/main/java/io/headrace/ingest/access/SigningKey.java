package io.headrace.ingest.access;

import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * A key pair that signs tokens, and when it does. Its kid is its thumbprint (RFC 7638).
 *
 * @param pair knows its kid
 */
record SigningKey(PublicJsonWebKey pair, SigningTerm term) {
    static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

    static SigningKey create(SigningTerm term) {
        try {
            EllipticCurveJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            pair.setKeyId(pair.calculateBase64urlEncodedThumbprint("SHA-256"));
            pair.setUse(Use.SIGNATURE);
            pair.setAlgorithm(ALGORITHM);
            return new SigningKey(pair, term);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    String kid() {
        return pair.getKeyId();
    }

    /** Both halves as a JWK, to be sealed. */
    String privateJson() {
        return pair.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    /** The reverse of {@link #privateJson}; empty if it is no key pair. */
    static Optional<PublicJsonWebKey> readPair(String privateJson) {
        try {
            return Optional.of(PublicJsonWebKey.Factory.newPublicJwk(privateJson));
        } catch (JoseException e) {
            return Optional.empty();
        }
    }

    /** Without the private half, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "signing key " + kid();
    }
}
