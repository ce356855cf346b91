package io.headrace.bench.run.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes a record from time to time and asks for it again and again until it is there: how long after its 202. */
public final class ReadProbe implements AutoCloseable {
    /** Between an answer that says "not yet" and the next question: what the times are exact to. */
    public static final int MILLIS_BETWEEN_LOOKS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;
    private static final int FOUND = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Executor later = CompletableFuture.delayedExecutor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    private final List<CompletableFuture<Optional<Long>>> probes = new ArrayList<>();
    private final String url;
    private final String authorization;
    private final String body;

    public ReadProbe(Rig rig, String body) {
        this.url = rig.recordsUrl();
        this.authorization = "Bearer " + rig.system().credentials().testKey();
        this.body = body;
    }

    /** So many a second from now on, each at its time whatever became of the others. */
    public void begin(int perSecond) {
        clock.scheduleAtFixedRate(
                () -> probes.add(probe()), 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
    }

    /** Begins no more, waits for those that are under way; empty for what was not accepted, or not seen in 30 s. */
    public List<Optional<Long>> end() {
        close();
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the probe does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return probes.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        clock.shutdown();
    }

    private CompletableFuture<Optional<Long>> probe() {
        HttpRequest write = request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(write, HttpResponse.BodyHandlers.ofString()).thenCompose(answer -> {
            long accepted = System.nanoTime();
            if (answer.statusCode() != ACCEPTED) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            HttpRequest read = request(url + "/" + id(answer)).build();
            return look(read, accepted + PATIENCE.toNanos()).thenApply(seen -> seen.map(at -> at - accepted));
        });
    }

    private CompletableFuture<Optional<Long>> look(HttpRequest read, long deadlineNanos) {
        return client.sendAsync(read, HttpResponse.BodyHandlers.discarding()).thenCompose(answer -> {
            long now = System.nanoTime();
            if (answer.statusCode() == FOUND) {
                return CompletableFuture.completedFuture(Optional.of(now));
            }
            return now > deadlineNanos
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.supplyAsync(() -> look(read, deadlineNanos), later)
                            .thenCompose(again -> again);
        });
    }

    private HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).header("Authorization", authorization);
    }

    private static String id(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body()).path("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
