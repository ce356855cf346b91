package io.headrace.contracts;

import java.security.SecureRandom;
import java.util.Base64;

/** A webhook secret as Standard Webhooks writes it: {@code whsec_} and the base64 of 24 to 64 random bytes. */
public final class SigningSecret {
    public static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SigningSecret() {}

    public static String create() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** The bytes that sign; {@link IllegalArgumentException} if the text is not a signing secret. */
    public static byte[] bytes(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret starts with " + PREFIX);
        }
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /** What a sealed secret of this endpoint is bound to (see {@link SecretSealer}). */
    public static String endpointContext(java.util.UUID endpointId) {
        return "endpoint-signing-secret:" + endpointId;
    }
}
