package io.headrace.notifier.send;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The headers of an answer as the attempt log keeps them: a line each, and none that may be a secret. */
final class ResponseHeaders {
    static final int MAX_BYTES_KEPT = 4_096;

    private static final Set<String> LEFT_OUT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        LEFT_OUT.addAll(Set.of("Set-Cookie", "Set-Cookie2", "Authentication-Info", "Proxy-Authentication-Info"));
    }

    private ResponseHeaders() {}

    /** Whole lines, as many as fit; secrets are gone before a line is cut, for one that is cut in two is not found. */
    static String of(MultiMap headers, EchoedSecrets secrets) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (Map.Entry<String, String> header : headers) {
            String line = line(header, secrets);
            bytes += line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES_KEPT) {
                break;
            }
            kept.append(line);
        }
        return kept.toString();
    }

    private static String line(Map.Entry<String, String> header, EchoedSecrets secrets) {
        return LEFT_OUT.contains(header.getKey())
                ? ""
                : ResponseText.of((secrets.removedFrom(header.getKey() + ": " + header.getValue()) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
