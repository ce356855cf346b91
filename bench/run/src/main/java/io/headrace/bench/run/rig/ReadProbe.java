package io.headrace.bench.run.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes a record from time to time and asks for it again and again until it is there: how long after its 202. It shares
 * the machine with what it measures, so it uses the client that costs the least.
 */
public final class ReadProbe implements AutoCloseable {
    /** Between an answer that says "not yet" and the next question: what the times are exact to. */
    public static final int MILLIS_BETWEEN_LOOKS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;
    private static final int FOUND = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService probing = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<CompletableFuture<Optional<Long>>> probes = new ConcurrentLinkedQueue<>();
    private final String url;
    private final String authorization;
    private final byte[] body;

    public ReadProbe(Rig rig, String body) {
        this.url = rig.recordsUrl();
        this.authorization = "Bearer " + rig.system().credentials().liveKey();
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    /** So many a second from now on, each at its time whatever became of the others. */
    public void begin(int perSecond) {
        clock.scheduleAtFixedRate(
                () -> probes.add(CompletableFuture.supplyAsync(this::probe, probing)),
                0,
                TimeUnit.SECONDS.toNanos(1) / perSecond,
                TimeUnit.NANOSECONDS);
    }

    /** Begins no more, waits for those that are under way; empty for what was not accepted, or not seen in 30 s. */
    public List<Optional<Long>> end() {
        clock.shutdown();
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
        probing.shutdown();
    }

    private Optional<Long> probe() {
        try {
            HttpURLConnection write = open(url);
            write.setRequestMethod("POST");
            write.setRequestProperty("Content-Type", "application/json");
            write.setDoOutput(true);
            write.getOutputStream().write(body);
            int status = write.getResponseCode();
            long accepted = System.nanoTime();
            byte[] answer = read(write);
            return status == ACCEPTED
                    ? look(url + "/" + JSON.readTree(answer).path("id").asText(), accepted)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Long> look(String record, long accepted) throws IOException {
        while (System.nanoTime() - accepted < PATIENCE.toNanos()) {
            HttpURLConnection look = open(record);
            boolean found = look.getResponseCode() == FOUND;
            long now = System.nanoTime();
            read(look);
            if (found) {
                return Optional.of(now - accepted);
            }
            sleep();
        }
        return Optional.empty();
    }

    private HttpURLConnection open(String target) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(target).toURL().openConnection();
        connection.setRequestProperty("Authorization", authorization);
        connection.setReadTimeout((int) PATIENCE.toMillis());
        return connection;
    }

    /** To its end, so that the connection is used again. */
    private static byte[] read(HttpURLConnection connection) throws IOException {
        try (InputStream in =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in.readAllBytes();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
