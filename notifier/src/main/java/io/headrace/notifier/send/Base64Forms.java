package io.headrace.notifier.send;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a text looks in the base64 of any text that it is a part of. */
final class Base64Forms {
    private static final int GROUP = 3;
    private static final int BITS_OF_BYTE = 8;
    private static final int BITS_OF_DIGIT = 6;

    private Base64Forms() {}

    /** One for each place in a group of three bytes, in both alphabets; without the digits that it shares with others. */
    static Stream<String> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return IntStream.range(0, GROUP)
                .mapToObj(before -> digits(bytes, before))
                .flatMap(form -> Stream.of(form, form.replace('+', '-').replace('/', '_')))
                .distinct();
    }

    private static String digits(byte[] bytes, int before) {
        byte[] placed = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, placed, before, bytes.length);
        int first = (before * BITS_OF_BYTE + BITS_OF_DIGIT - 1) / BITS_OF_DIGIT;
        int end = placed.length * BITS_OF_BYTE / BITS_OF_DIGIT;
        return Base64.getEncoder().withoutPadding().encodeToString(placed).substring(first, end);
    }

    /** The text that this is the base64 of, if it is of any. */
    static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
