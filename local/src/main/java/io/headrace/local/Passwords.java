package io.headrace.local;

import java.security.SecureRandom;
import java.util.Base64;

/** Random texts that nobody has to remember. */
final class Passwords {
    private static final int PASSWORD_BYTES = 18;
    private static final int PEPPER_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** 24 characters that need no quoting in a shell, a URL or JSON. */
    static String create() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES));
    }

    /** In the form of HEADRACE_KEY_PEPPER. */
    static String createPepper() {
        return Base64.getEncoder().encodeToString(random(PEPPER_BYTES));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
