package io.headrace.bench.run.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A second constant server, in a process of its own, as the notifier's client without the notifier. */
public final class Poster implements AutoCloseable {
    private final ConstantServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Poster(ConstantServer server) {
        this.server = server;
    }

    /** To one URL after the other; returns when all are sent. */
    public void post(List<String> urls, int number, int connections, String body) {
        String parameters = urls.stream()
                .map(url -> "&url=" + URLEncoder.encode(url, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        URI uri = URI.create(server.baseUrl() + "/post?number=" + number + "&connections=" + connections + parameters);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            String failed =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (!failed.equals("0")) {
                throw new IllegalStateException(failed + " posts of " + number + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        server.close();
    }
}
