package io.headrace.notifier.send;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
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

    /** A value of more is one secret and not several. */
    private static final int MAX_WORDS = 4;

    /** All forms together; the secrets as they were sent come before their base64. */
    static final int MAX_SOUGHT = 200;

    /** JSON within JSON. */
    private static final int MAX_ESCAPES = 2;

    private final SecretFinder finder;

    private EchoedSecrets(SecretFinder finder) {
        this.finder = finder;
    }

    /** @param headers those of a request whose values the target's owner has set */
    static EchoedSecrets of(Map<String, String> headers) {
        List<String> secrets = headers.values().stream()
                .flatMap(EchoedSecrets::secretsIn)
                .distinct()
                .toList();
        return new EchoedSecrets(new SecretFinder(
                Stream.concat(secrets.stream(), secrets.stream().flatMap(Base64Forms::of))
                        .distinct()
                        .limit(MAX_SOUGHT)
                        .toList()));
    }

    /** Of a header like {@code Authorization: Bearer ...} the words, so that an echo of the token alone is found too. */
    private static Stream<String> secretsIn(String value) {
        List<String> all = List.of(value.strip().split("[ \t]+", MAX_WORDS + 1));
        List<String> words =
                all.stream().filter(word -> word.length() >= SHORTEST).toList();
        if (all.size() > MAX_WORDS || words.isEmpty()) {
            return Stream.of(value.strip()).filter(whole -> whole.length() >= SHORTEST);
        }
        return words.stream().flatMap(word -> Stream.concat(Stream.of(word), password(word)));
    }

    /** What is behind the colon in {@code Authorization: Basic ...}, which a target may show decoded. */
    private static Stream<String> password(String word) {
        return Base64Forms.decoded(word).stream()
                .filter(text -> text.indexOf(':') >= 0)
                .map(text -> text.substring(text.indexOf(':') + 1))
                .filter(password -> password.length() >= SHORTEST);
    }

    /** Of a text that is too much work to search, nothing is kept. */
    String removedFrom(String text) {
        if (finder.isEmpty()) {
            return text;
        }
        BitSet hidden = new BitSet();
        UnescapedText layer = UnescapedText.of(text);
        for (int escapes = 0; escapes <= MAX_ESCAPES; escapes++) {
            finder.find(layer, hidden);
            if (!layer.hasEscapes()) {
                break;
            }
            layer = layer.unescaped();
        }
        if (finder.isExhausted()) {
            return REMOVED;
        }
        return hidden.isEmpty() ? text : without(hidden, text);
    }

    /** Secrets are ASCII, so a byte for a character finds them in any encoding that has ASCII in it. */
    byte[] removedFrom(byte[] body) {
        return finder.isEmpty()
                ? body
                : removedFrom(new String(body, 0, Math.min(body.length, MAX_SEARCHED), StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What the search has cost so far. */
    int compared() {
        return finder.compared();
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
