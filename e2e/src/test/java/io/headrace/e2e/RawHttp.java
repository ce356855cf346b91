package io.headrace.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** By hand over a socket: the JDK's client knows no malformed URI, keeps writing after a refusal and hides the answer. */
final class RawHttp {
    private static final int TIMEOUT_MS = 10_000;

    private RawHttp() {}

    /** The lines up to the body's own headers. */
    static String head(String methodAndUri, String key) {
        return methodAndUri + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nConnection: close\r\n";
    }

    /** The answer's status and JSON; its headers are not read. */
    static ApiClient.Answer send(String baseUrl, String request) {
        URI base = URI.create(baseUrl);
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiClient.Answer answer(String all) {
        int status = Integer.parseInt(all.substring(9, 12));
        String body = all.substring(all.indexOf('{'), all.lastIndexOf('}') + 1);
        return new ApiClient.Answer(status, HttpHeaders.of(Map.of(), (name, value) -> true), body);
    }
}
