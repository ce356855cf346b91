package io.headrace.store.account;

import java.nio.charset.StandardCharsets;

/** Decides what may be set as a password. Bytes are counted: what is beyond the last one bcrypt would not read. */
public final class PasswordPolicy {
    public static final int MIN_BYTES = 10;
    public static final int MAX_BYTES = 72;

    private PasswordPolicy() {}

    public static boolean allows(String password) {
        int bytes = bytes(password);
        return bytes >= MIN_BYTES && bytes <= MAX_BYTES && password.indexOf(0) < 0;
    }

    /** Whether bcrypt would read all of it. */
    public static boolean isReadWhole(String password) {
        return bytes(password) <= MAX_BYTES;
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }
}
