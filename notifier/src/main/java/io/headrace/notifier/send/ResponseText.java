package io.headrace.notifier.send;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The part of an answer's body that the attempt log keeps, as text that PostgreSQL can store. */
final class ResponseText {
    static final int MAX_BYTES_KEPT = 4_096;

    private ResponseText() {}

    /** What is not UTF-8, and NUL, becomes U+FFFD; a character that the limit cuts in two is left out. */
    static String of(byte[] body) {
        int kept = Math.min(body.length, MAX_BYTES_KEPT);
        while (kept < body.length && kept > 0 && (body[kept] & 0xC0) == 0x80) {
            kept--;
        }
        return new String(Arrays.copyOf(body, kept), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
