package io.headrace.contracts;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * An Ed25519 key as Standard Webhooks writes it, for targets that shall verify without being able to sign: {@code whsk_}
 * and the base64 of the private and the public key, 32 bytes each; the public one alone is {@code whpk_} and its base64.
 */
public final class SigningKey {
    public static final String PREFIX = "whsk_";
    public static final String PUBLIC_PREFIX = "whpk_";
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 32;

    private SigningKey() {}

    public static String create() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] both = Arrays.copyOf(
                    ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(), 2 * BYTES);
            byte[] encoded = pair.getPublic().getEncoded();
            System.arraycopy(encoded, encoded.length - BYTES, both, BYTES, BYTES);
            return PREFIX + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a target verifies with; not a secret. */
    public static String publicKey(String key) {
        byte[] half = Arrays.copyOfRange(bytes(key), BYTES, 2 * BYTES);
        return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(half);
    }

    /** {@link IllegalArgumentException} if the text is not a signing key; the message never shows it. */
    public static PrivateKey privateKey(String key) {
        byte[] half = Arrays.copyOf(bytes(key), BYTES);
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, half));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String key) {
        if (!key.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing key starts with " + PREFIX);
        }
        byte[] both = Base64.getDecoder().decode(key.substring(PREFIX.length()));
        if (both.length != 2 * BYTES) {
            throw new IllegalArgumentException("a signing key has " + 2 * BYTES + " bytes");
        }
        return both;
    }
}
