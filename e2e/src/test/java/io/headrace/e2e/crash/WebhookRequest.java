package io.headrace.e2e.crash;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One webhook as it came over the wire.
 *
 * @param headers names in lower case
 */
record WebhookRequest(String path, Map<String, String> headers, byte[] body) {
    private static final int MAX_HEAD_BYTES = 32_768;

    /** The next one on this connection; empty when its sender has closed it. */
    static Optional<WebhookRequest> read(InputStream in) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = head.split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return Optional.of(new WebhookRequest(lines[0].split(" ")[1], headers, body));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(1_024);
        int lineBreaks = 0;
        while (lineBreaks < 4) {
            int next = in.read();
            if (next < 0 || head.size() > MAX_HEAD_BYTES) {
                return "";
            }
            head.write(next);
            lineBreaks = next == '\r' || next == '\n' ? lineBreaks + 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII);
    }
}
