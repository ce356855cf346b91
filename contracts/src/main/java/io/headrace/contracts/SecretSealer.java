package io.headrace.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that leave the process (AES-256-GCM). The text names the key it was sealed with, and opens only for
 * the context it was sealed for: {@code <key id>.<base64url of nonce and ciphertext>}.
 */
public final class SecretSealer {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKeySpec> keys;
    private final String currentKeyId;

    private SecretSealer(Map<String, SecretKeySpec> keys) {
        this.keys = keys;
        this.currentKeyId = keys.keySet().iterator().next();
    }

    /**
     * @param configured {@code id:base64[,id:base64...]}, each key 32 bytes; the first seals, all of them open
     * @throws IllegalArgumentException if it has another form; the message never shows a key
     */
    public static SecretSealer of(String configured) {
        Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
        for (String entry : configured.split(",")) {
            String[] parts = entry.trim().split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[a-z0-9]{1,16}")) {
                throw new IllegalArgumentException("secret keys must be id:base64[,id:base64...]");
            }
            byte[] key = Base64.getDecoder().decode(parts[1]);
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("secret key " + parts[0] + " must have 32 bytes");
            }
            keys.put(parts[0], new SecretKeySpec(key, "AES"));
        }
        return new SecretSealer(keys);
    }

    /** A new key in the form that {@link #of} takes. */
    public static String newKey(String id) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    /** The id of the key that seals: what it has sealed begins with it and a dot. */
    public String keyId() {
        return currentKeyId;
    }

    public String seal(String secret, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(
                Cipher.ENCRYPT_MODE, keys.get(currentKeyId), nonce, secret.getBytes(StandardCharsets.UTF_8), context);
        byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return currentKeyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** @throws IllegalArgumentException if the text was changed, sealed for another context, or by an unknown key */
    public String open(String sealed, String context) {
        int dot = sealed.indexOf('.');
        SecretKeySpec key = dot < 0 ? null : keys.get(sealed.substring(0, dot));
        if (key == null) {
            throw new IllegalArgumentException("sealed with an unknown key");
        }
        byte[] all = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
        if (all.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new IllegalArgumentException("sealed text is too short");
        }
        byte[] nonce = java.util.Arrays.copyOfRange(all, 0, NONCE_BYTES);
        byte[] body = java.util.Arrays.copyOfRange(all, NONCE_BYTES, all.length);
        return new String(run(Cipher.DECRYPT_MODE, key, nonce, body, context), StandardCharsets.UTF_8);
    }

    private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("sealed text does not open", e);
        }
    }
}
