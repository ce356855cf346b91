package io.headrace.notifier.send;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a target was sent and must not be kept, should its answer echo it: an echo server, or a framework's page of an
 * error with the request on it, would otherwise put secrets into the attempt log that are sealed everywhere else. It is
 * found as it was sent, escaped as JSON, URLs and HTML do it, also twice, and in base64; what a target encrypts,
 * compresses or spells backwards is not.
 */
final class EchoedSecrets {
    static final String REMOVED = "[removed]";

    /** Bytes of a body that are looked through; more than are kept, for what is removed makes room. */
    static final int MAX_SEARCHED = 4 * ResponseText.MAX_BYTES_KEPT;

    /** Shorter ones cannot be told from other text. */
    private static final int SHORTEST = 8;

    /** The beginning of a secret at the very end, where the text was cut; shorter ones give nothing away. */
    private static final int SHORTEST_BEGINNING = 4;

    /** JSON within JSON. */
    private static final int MAX_ESCAPES = 2;

    /** What is the same for every target, or is made anew for every attempt. */
    private static final List<String> NO_SECRETS = List.of(
            "content-type",
            "user-agent",
            "x-request-id",
            "x-webhook-signature",
            "traceparent",
            "webhook-",
            "headrace-");

    private final List<String> secrets;

    private EchoedSecrets(List<String> secrets) {
        this.secrets = secrets;
    }

    static EchoedSecrets of(Map<String, String> headers) {
        return new EchoedSecrets(headers.entrySet().stream()
                .filter(header -> isSecret(header.getKey()))
                .flatMap(header -> secretsIn(header.getValue()))
                .flatMap(secret -> Stream.concat(Stream.of(secret), Base64Forms.of(secret)))
                .distinct()
                .toList());
    }

    private static boolean isSecret(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return NO_SECRETS.stream().noneMatch(lowerCase::startsWith);
    }

    /** Of a header like {@code Authorization: Bearer ...} the words, so that an echo of the token alone is found too. */
    private static Stream<String> secretsIn(String value) {
        List<String> words = Arrays.stream(value.split("[ \t]+"))
                .filter(word -> word.length() >= SHORTEST)
                .toList();
        return words.isEmpty() && value.length() >= SHORTEST
                ? Stream.of(value)
                : words.stream().flatMap(word -> Stream.concat(Stream.of(word), password(word)));
    }

    /** What is behind the colon in {@code Authorization: Basic ...}, which a target may show decoded. */
    private static Stream<String> password(String word) {
        return Base64Forms.decoded(word).stream()
                .filter(text -> text.indexOf(':') >= 0)
                .map(text -> text.substring(text.indexOf(':') + 1))
                .filter(password -> password.length() >= SHORTEST);
    }

    String removedFrom(String text) {
        BitSet hidden = new BitSet();
        UnescapedText layer = UnescapedText.of(text);
        for (int escapes = 0; escapes <= MAX_ESCAPES; escapes++) {
            for (String secret : secrets) {
                layer.findEach(secret, hidden);
                layer.findBeginningAtEnd(secret, SHORTEST_BEGINNING, hidden);
            }
            if (!layer.hasEscapes()) {
                break;
            }
            layer = layer.unescaped();
        }
        return hidden.isEmpty() ? text : without(hidden, text);
    }

    /** Secrets are ASCII, so a byte for a character finds them in any encoding that has ASCII in it. */
    byte[] removedFrom(byte[] body) {
        return secrets.isEmpty()
                ? body
                : removedFrom(new String(body, 0, Math.min(body.length, MAX_SEARCHED), StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String without(BitSet hidden, String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        for (int at = hidden.nextSetBit(0); at >= 0; at = hidden.nextSetBit(from)) {
            kept.append(text, from, at).append(REMOVED);
            from = hidden.nextClearBit(at);
        }
        return kept.append(text, from, text.length()).toString();
    }
}
