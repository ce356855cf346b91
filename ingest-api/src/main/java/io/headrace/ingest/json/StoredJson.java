package io.headrace.ingest.json;

import io.headrace.contracts.Json;

/**
 * Makes what PostgreSQL wrote acceptable at our own door again.
 *
 * <p>It writes every number out, {@code 1E-300} in 300 digits, which the door and strict clients refuse. One pass over
 * the text; nothing is copied where no number is too long.
 */
public final class StoredJson {
    private StoredJson() {}

    /** The same values; what is not too long stays as it is. */
    public static String writable(String stored) {
        StringBuilder shorter = new StringBuilder(0);
        int copied = 0;
        int at = 0;
        while (at < stored.length()) {
            int end = afterToken(stored, at);
            if (end - at > Json.MAX_NUMBER_LENGTH && isPartOfNumber(stored.charAt(at))) {
                shorter.append(stored, copied, at).append(WrittenOutNumber.shortened(stored.substring(at, end)));
                copied = end;
            }
            at = end;
        }
        return copied == 0
                ? stored
                : shorter.append(stored, copied, stored.length()).toString();
    }

    /** A string, a number, or one character of anything else. */
    private static int afterToken(String text, int at) {
        char first = text.charAt(at);
        if (first == '"') {
            return afterString(text, at + 1);
        }
        return isPartOfNumber(first) ? afterNumber(text, at) : at + 1;
    }

    private static int afterString(String text, int at) {
        int end = at;
        while (text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private static int afterNumber(String text, int at) {
        int end = at;
        while (end < text.length() && isPartOfNumber(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPartOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '.';
    }
}
