package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Ids;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Several clients that write without pause, each its own records: a create and then replaces, numbered in the order of
 * their sending. Remembers what was accepted; a client whose answer is an error goes on with a new record.
 */
final class WriteStream implements AutoCloseable {
    private static final int WRITES_PER_RECORD = 5;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(50);

    private final String name = UUID.randomUUID().toString();
    private final TestSystem system;
    private final WebhookReceiver receiver;
    private final ExecutorService clients;
    private final ConcurrentLinkedQueue<Write> accepted = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> strange = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean stopped;

    /** @param number of the write within its record, from 1 */
    record Write(String recordId, String operationId, int number, String callbackPath) {}

    WriteStream(TestSystem system, WebhookReceiver receiver, int clients) {
        this.system = system;
        this.receiver = receiver;
        this.clients = Executors.newFixedThreadPool(clients);
        for (int i = 0; i < clients; i++) {
            this.clients.execute(this::write);
        }
    }

    void awaitAccepted(int writes) {
        await(writes + " accepted writes").atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= writes);
    }

    void awaitAcceptedMore(int writes) {
        awaitAccepted(accepted.size() + writes);
    }

    void stop() {
        stopped = true;
        clients.shutdown();
        try {
            assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(strange).as("answers that the contract does not know").isEmpty();
    }

    /** In the order in which the client sent them. */
    Map<String, List<Write>> acceptedByRecord() {
        Map<String, List<Write>> byRecord = new LinkedHashMap<>();
        accepted.forEach(write -> byRecord.computeIfAbsent(write.recordId(), id -> new ArrayList<>())
                .add(write));
        return byRecord;
    }

    long undecided() {
        return undecidedOf(accepted.size());
    }

    long accepted() {
        return accepted.size();
    }

    /** Of the first so many accepted writes, those that are not decided. */
    long undecidedOf(long first) {
        UUID[] ids = accepted.stream()
                .limit(first)
                .map(write -> system.uuid(write.operationId()))
                .toArray(UUID[]::new);
        return ids.length - system.count("SELECT count(*) FROM operation WHERE id = ANY (?)", (Object) ids);
    }

    /** Records that came to be although the answer said that nothing was accepted. */
    long storedAgainstTheAnswer() {
        return system.count("SELECT count(*) FROM record WHERE data ->> 'order_id' = ANY (?)", (Object)
                refused.toArray(String[]::new));
    }

    /** The most often that one webhook came. */
    long mostReceipts(WebhookReceiver receiver) {
        return accepted.stream()
                .mapToLong(write -> receiver.at(write.callbackPath()).size())
                .max()
                .orElse(0);
    }

    /** Each record: applied in the order of its sending, versions without a gap, and it shows the last of them. */
    void assertStoredInOrder() {
        Map<UUID, List<Map<String, Object>>> logged = operationsByRecord();
        acceptedByRecord().forEach((record, writes) -> {
            List<Map<String, Object>> rows =
                    logged.get(Ids.parse(Ids.RECORD, record).orElseThrow());
            List<UUID> applied = new ArrayList<>();
            for (Map<String, Object> row : rows) {
                assertThat(row.get("state")).as("record %s: %s", record, rows).isEqualTo("applied");
                applied.add((UUID) row.get("id"));
                assertThat(row.get("version")).isEqualTo((long) applied.size());
            }
            assertThat(applied)
                    .as("record %s", record)
                    .containsSubsequence(writes.stream()
                            .map(write -> system.uuid(write.operationId()))
                            .toList());
            JsonNode stored = system.live().record(record).json().path("data");
            assertThat(stored.path("version").asInt()).isEqualTo(applied.size());
            assertThat(stored.at("/fields/amount").asInt())
                    .isGreaterThanOrEqualTo(writes.get(writes.size() - 1).number());
        });
    }

    private Map<UUID, List<Map<String, Object>>> operationsByRecord() {
        UUID[] records = accepted.stream()
                .map(write -> Ids.parse(Ids.RECORD, write.recordId()).orElseThrow())
                .distinct()
                .toArray(UUID[]::new);
        Map<UUID, List<Map<String, Object>>> byRecord = new LinkedHashMap<>();
        system.query(
                        "SELECT id, record_id, state, version FROM operation WHERE record_id = ANY (?)"
                                + " ORDER BY kafka_partition, kafka_offset",
                        (Object) records)
                .forEach(row -> byRecord.computeIfAbsent((UUID) row.get("record_id"), id -> new ArrayList<>())
                        .add(row));
        return byRecord;
    }

    List<Write> untold(WebhookReceiver receiver) {
        return accepted.stream()
                .filter(write -> receiver.at(write.callbackPath()).isEmpty())
                .toList();
    }

    private void write() {
        ApiClient client = system.live();
        while (!stopped) {
            String record = null;
            for (int number = 1; number <= WRITES_PER_RECORD && !stopped; number++) {
                String path = "/" + name + "/" + count.incrementAndGet();
                ApiClient.Answer answer = send(client, record, number, path);
                if (answer == null) {
                    break;
                }
                record = answer.id();
                accepted.add(new Write(record, answer.operationId(), number, path));
                pause(PAUSE);
            }
        }
    }

    /** Null where the write was refused or its fate is not known. */
    private ApiClient.Answer send(ApiClient client, String record, int number, String path) {
        String body = "{\"order_id\":\"%s\",\"amount\":%d}".formatted(path, number);
        String[] callback = {"X-Webhook-Callback", receiver.url(path)};
        try {
            ApiClient.Answer answer = record == null ? client.post(body, callback) : client.put(record, body, callback);
            if (answer.status() == 202) {
                return answer;
            }
            if (answer.status() != 503 || answer.json().path("outcome").isMissingNode()) {
                strange.add(answer.status() + " " + answer.text());
            } else if (answer.json().path("outcome").asText().equals("not_accepted")) {
                refused.add(path);
            }
            pause(PAUSE_AFTER_REFUSAL);
        } catch (UncheckedIOException e) {
            pause(PAUSE_AFTER_REFUSAL);
        }
        return null;
    }

    /** The stream is meant to be steady, not as fast as it can: checking what was written takes time too. */
    private static void pause(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
    }

    @Override
    public void close() {
        stopped = true;
        clients.shutdownNow();
    }
}
