package io.headrace.bench.run.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The constant server as a receiver of webhooks. */
public final class Receiver {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final List<String> manyUrls;

    /** @param nanos when each operation's webhook came, by operation id, where it was noted */
    public record Received(long count, long firstNanos, long lastNanos, Map<String, Long> nanos) {
        public double perSecond() {
            return (count - 1) * 1e9 / Math.max(1, lastNanos - firstNanos);
        }
    }

    Receiver(ConstantServer server) {
        this.url = server.baseUrl() + "/hook";
        this.manyUrls = server.hookUrls();
    }

    /** Counts only. */
    public String url() {
        return url;
    }

    /** Each counts, and is a destination of its own. */
    public List<String> manyUrls() {
        return manyUrls;
    }

    public String timedUrl() {
        return url + "/timed";
    }

    public void forget() {
        send(HttpRequest.newBuilder(URI.create(url)).DELETE());
    }

    public Received received() {
        String[] lines = send(HttpRequest.newBuilder(URI.create(url)).GET()).split("\n");
        String[] head = lines[0].split(" ");
        Map<String, Long> nanos = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] words = lines[i].split(" ");
            nanos.putIfAbsent(words[0], Long.valueOf(words[1]));
        }
        return new Received(Long.parseLong(head[0]), Long.parseLong(head[1]), Long.parseLong(head[2]), nanos);
    }

    private String send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
