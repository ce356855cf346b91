package io.headrace.notifier.send;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a target was sent and must not be kept, should its answer echo it: an echo server, or a framework's page of an
 * error with the request on it, would otherwise put secrets into the attempt log that are sealed everywhere else.
 */
final class EchoedSecrets {
    static final String REMOVED = "[removed]";

    /** Shorter ones cannot be told from other text. */
    private static final int SHORTEST = 8;

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

    /** Of a header like {@code Authorization: Bearer ...} each word is one, so that an echo of the token is found too. */
    static EchoedSecrets of(Map<String, String> headers) {
        return new EchoedSecrets(headers.entrySet().stream()
                .filter(header -> isSecret(header.getKey()))
                .flatMap(header -> Arrays.stream(header.getValue().split("[ \t]+")))
                .filter(word -> word.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    private static boolean isSecret(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return NO_SECRETS.stream().noneMatch(lowerCase::startsWith);
    }

    String removedFrom(String text) {
        String kept = text;
        for (String secret : secrets) {
            kept = kept.replace(secret, REMOVED);
        }
        return kept;
    }

    /** Secrets are ASCII, so a byte for a character finds them in any encoding that has ASCII in it. */
    byte[] removedFrom(byte[] body) {
        return secrets.isEmpty()
                ? body
                : removedFrom(new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
