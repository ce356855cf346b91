package io.headrace.notifier.send;

import java.util.Arrays;
import java.util.Map;

/**
 * A text without the escapes of JSON, URLs and HTML, which still knows where each of its characters stood.
 *
 * @param starts of each character, and the end, in the text that it was at first
 */
record UnescapedText(String text, int[] starts) {
    private static final Map<String, Character> ENTITIES =
            Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'');
    private static final int LONGEST_ENTITY = 8;
    private static final int HEX = 16;
    private static final int DECIMAL = 10;
    private static final int URL_DIGITS = 2;
    private static final int JSON_DIGITS = 4;

    static UnescapedText of(String text) {
        int[] starts = new int[text.length() + 1];
        Arrays.setAll(starts, i -> i);
        return new UnescapedText(text, starts);
    }

    boolean hasEscapes() {
        return text.indexOf('\\') >= 0 || text.indexOf('%') >= 0 || text.indexOf('&') >= 0;
    }

    /** With each escape replaced by what it stands for, once. */
    UnescapedText unescaped() {
        StringBuilder plain = new StringBuilder(text.length());
        int[] found = new int[text.length() + 1];
        int at = 0;
        while (at < text.length()) {
            found[plain.length()] = starts[at];
            at = unescape(at, plain);
        }
        found[plain.length()] = starts[text.length()];
        return new UnescapedText(plain.toString(), Arrays.copyOf(found, plain.length() + 1));
    }

    /** Adds the character that begins here; answers where the next one does. */
    private int unescape(int at, StringBuilder plain) {
        char first = text.charAt(at);
        return switch (first) {
            case '%' -> coded(at, at + 1, at + 1 + URL_DIGITS, 0, HEX, plain);
            case '\\' -> backslash(at, plain);
            case '&' -> entity(at, plain);
            default -> is(first, at + 1, plain);
        };
    }

    private int backslash(int at, StringBuilder plain) {
        if (at + 1 == text.length()) {
            return is('\\', at + 1, plain);
        }
        char next = text.charAt(at + 1);
        return next == 'u' ? coded(at, at + 2, at + 2 + JSON_DIGITS, 0, HEX, plain) : is(next, at + 2, plain);
    }

    private int entity(int at, StringBuilder plain) {
        int end =
                text.substring(at, Math.min(text.length(), at + LONGEST_ENTITY)).indexOf(';') + at;
        if (end < at) {
            return is('&', at + 1, plain);
        }
        String name = text.substring(at + 1, end);
        if (name.startsWith("#x") || name.startsWith("#X")) {
            return coded(at, at + 3, end, 1, HEX, plain);
        }
        if (name.startsWith("#")) {
            return coded(at, at + 2, end, 1, DECIMAL, plain);
        }
        Character meant = ENTITIES.get(name);
        return meant == null ? is('&', at + 1, plain) : is(meant, end + 1, plain);
    }

    /** A character by its number; one that is none is left as it stands. */
    private int coded(int at, int from, int to, int after, int radix, StringBuilder plain) {
        int code = 0;
        boolean number = from < to && to <= text.length();
        for (int i = from; number && i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            number = digit >= 0;
            code = code * radix + digit;
        }
        return number && code <= Character.MAX_VALUE
                ? is((char) code, to + after, plain)
                : is(text.charAt(at), at + 1, plain);
    }

    private static int is(char meant, int next, StringBuilder plain) {
        plain.append(meant);
        return next;
    }
}
