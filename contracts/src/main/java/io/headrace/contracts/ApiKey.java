package io.headrace.contracts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An API key as its holder has it: {@code tm_{test|live}_{8 id}_{43 secret}{6 checksum}}, base62.
 *
 * <p>The prefix and the checksum let scanners find a leaked key; only {@link #hash} of the secret is stored.
 */
public record ApiKey(Environment environment, String id, String secret) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM =
            Pattern.compile("tm_(test|live)_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{8}");
    private static final Pattern SECRET = Pattern.compile("[0-9A-Za-z]{43}");
    private static final int CHECKSUM_LENGTH = 6;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** One a thread: to find one costs more than to use it. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(ApiKey::mac);

    public static ApiKey create(Environment environment) {
        return new ApiKey(environment, random(8), random(43));
    }

    /** The key with this id, with a new secret. */
    public static ApiKey rotated(Environment environment, String id) {
        return new ApiKey(environment, id, random(43));
    }

    /** Whether the text has the form of a key's id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether the text has the form of a key's secret. */
    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** Empty unless the text has the form and its checksum is right. */
    public static Optional<ApiKey> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ApiKey key = new ApiKey(Environment.ofWireName(matcher.group(1)), matcher.group(2), matcher.group(3));
        String checksum = checksum(text.substring(0, text.length() - CHECKSUM_LENGTH));
        return checksum.equals(matcher.group(4)) ? Optional.of(key) : Optional.empty();
    }

    /** The whole key; shown to its owner once. */
    public String text() {
        return body() + checksum(body());
    }

    /** HMAC-SHA256 of the secret under the server's pepper: 32 bytes. */
    public byte[] hash(byte[] pepper) {
        return hash(secret, pepper);
    }

    /** As {@link #hash(byte[])}, of a secret that came without the rest of its key. */
    public static byte[] hash(String secret, byte[] pepper) {
        try {
            Mac mac = MAC.get();
            mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
            return mac.doFinal(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the secret, so that a log line can never leak it. */
    @Override
    public String toString() {
        return "tm_" + environment.wireName() + "_" + id + "_...";
    }

    private String body() {
        return "tm_" + environment.wireName() + "_" + id + "_" + secret;
    }

    private static Mac mac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] out = new char[CHECKSUM_LENGTH];
        for (int i = out.length - 1; i >= 0; i--) {
            out[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(out);
    }

    private static String random(int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return out.toString();
    }
}
