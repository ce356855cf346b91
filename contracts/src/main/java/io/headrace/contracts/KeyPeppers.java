package io.headrace.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The server's peppers that API keys may be hashed with: the first one hashes, all of them open. */
public final class KeyPeppers {
    private static final int MIN_BYTES = 32;
    private static final int ID_BYTES = 8;

    private final List<byte[]> all;

    private KeyPeppers(List<byte[]> all) {
        this.all = all;
    }

    /**
     * @param configured {@code base64[,base64...]}, each at least 32 bytes
     * @throws IllegalArgumentException if it has another form; the message never shows a pepper
     */
    public static KeyPeppers of(String configured) {
        List<byte[]> all = new ArrayList<>();
        for (String entry : configured.split(",", -1)) {
            all.add(pepper(entry.trim()));
        }
        return new KeyPeppers(List.copyOf(all));
    }

    /** The one that hashes what is new. */
    public byte[] newest() {
        return all.get(0).clone();
    }

    /** The newest first. */
    public List<byte[]> all() {
        return all.stream().map(byte[]::clone).toList();
    }

    /** Whether older ones are still accepted. */
    public boolean isRotating() {
        return all.size() > 1;
    }

    /** Names the newest one and tells nothing about it. */
    public String newestId() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("headrace key pepper id:".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(all.get(0)), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never shows what it holds. */
    @Override
    public String toString() {
        return "KeyPeppers[" + newestId() + "]";
    }

    private static byte[] pepper(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not base64");
        }
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException("has " + bytes.length + " bytes: it must have at least " + MIN_BYTES);
        }
        return bytes;
    }
}
