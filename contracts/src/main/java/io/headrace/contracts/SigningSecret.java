package io.headrace.contracts;

import java.security.SecureRandom;
import java.util.Base64;

/** A webhook secret as Standard Webhooks writes it: {@code whsec_} and the base64 of 24 to 64 random bytes. */
public final class SigningSecret {
    public static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
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

    /** What a sealed secret of this subscription is bound to. */
    public static String subscriptionContext(java.util.UUID subscriptionId) {
        return "subscription-signing-secret:" + subscriptionId;
    }

    /** Whether the text is one that can be signed with. */
    public static boolean isOne(String secret) {
        try {
            int length = bytes(secret).length;
            return length >= MIN_BYTES && length <= MAX_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
