package io.headrace.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.contracts.Callback;
import io.headrace.contracts.Environment;
import io.headrace.contracts.EventHeaders;
import io.headrace.contracts.EventType;
import io.headrace.contracts.Ids;
import io.headrace.contracts.Origin;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import io.headrace.contracts.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The whole hop on real backends: an event in Kafka becomes a webhook at its target. */
@QuarkusTest
@QuarkusTestResource(BackendsResource.class)
final class EventToWebhookTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    @TestHTTPResource("/q/health/ready")
    URI readyUri;

    @ConfigProperty(name = "headrace.kafka.bootstrap-servers")
    String bootstrapServers;

    private final UUID endpointId = Ids.create();
    private final UUID eventId = Ids.create();
    private final SecretSealer sealer = SecretSealer.of(BackendsResource.SECRET_KEYS);
    private final String signingSecret = SigningSecret.create();

    @Test
    void anEventIsSentOnceAndSigned() throws Exception {
        givenTheEndpoint();
        try (Receiver receiver = new Receiver(number -> 204)) {
            publish(headers(new Callback(
                    receiver.url("/hook?a=b%20c"),
                    "X-Team",
                    sealer.seal("open sesame", Callback.authContext(eventId)))));
            publish(headers(new Callback(receiver.url("/other"), null, null)));

            await().atMost(SOON).until(() -> stateOf(eventId).equals(List.of("delivered")));

            assertThat(receiver.received()).hasSize(1);
            Receiver.Received got = receiver.received().get(0);
            assertThat(got.uri()).isEqualTo("/hook?a=b%20c");
            assertThat(got.body()).isEqualTo(body());
            assertThat(got.header("X-Team")).isEqualTo("open sesame");
            assertThat(got.header("webhook-id")).isEqualTo(Ids.format(Ids.EVENT, eventId));
            assertThat(got.header("X-Request-ID")).isEqualTo("req-1");
            assertThat(got.header("Headrace-Attempt")).isEqualTo("1");
            assertThat(got.header("User-Agent")).matches("Headrace/.+");
            assertThat(got.header("Content-Type")).isEqualTo("application/json");
            assertThat(got.header("webhook-signature")).startsWith("v1,");
            assertThat(got.header("X-Webhook-Signature")).matches("sha256=[0-9a-f]{64}");
        }
    }

    @Test
    void itBecomesReadyOnceTheGroupHasAnswered() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(readiness())
                        .contains("consumer group has answered")
                        .doesNotContain("DOWN"));
    }

    @Test
    void thePoolHasTheNotifiersDeadlines() {
        assertThat(run(
                        "SELECT setting FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'",
                        Tuple.tuple()))
                .containsExactly("5000");
    }

    @Test
    void aTargetThatFailsGetsFourAttemptsOnScheduleAndNoMore() throws Exception {
        givenTheEndpoint();
        try (Receiver receiver = new Receiver(number -> 500)) {
            publish(headers(new Callback(receiver.url("/"), null, null)));

            await().atMost(SOON).until(() -> stateOf(eventId).equals(List.of("exhausted")));

            assertThat(receiver.received())
                    .extracting(got -> got.header("Headrace-Attempt"))
                    .containsExactly("1", "2", "3", "4");
            List<Duration> gaps = IntStream.range(1, 4)
                    .mapToObj(i -> Duration.between(
                            receiver.received().get(i - 1).at(),
                            receiver.received().get(i).at()))
                    .toList();
            assertThat(gaps)
                    .as("never early, and in time but for a stall of the machine")
                    .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(1)))
                    .anySatisfy(gap -> assertThat(gap).isLessThan(Duration.ofSeconds(2)));
            assertThat(attemptsOf(eventId))
                    .containsExactly("1 500 status", "2 500 status", "3 500 status", "4 500 status");
        }
    }

    @Test
    void whatCannotBeReadIsSkippedAndTheNextIsDelivered() throws Exception {
        givenTheEndpoint();
        try (Receiver receiver = new Receiver(number -> 200)) {
            EventHeaders headers = headers(new Callback(receiver.url("/"), null, null));
            publish(headers.recordId().toString(), Map.of(), "no event".getBytes(StandardCharsets.UTF_8));
            publish(headers.recordId().toString(), headers.write(), new byte[] {'{', 0, '}'});
            publish(headers);

            await().atMost(SOON).until(() -> stateOf(eventId).equals(List.of("delivered")));

            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void aTargetThatRecoversIsDeliveredAndKeepsItsEventId() throws Exception {
        givenTheEndpoint();
        try (Receiver receiver = new Receiver(number -> number < 3 ? 503 : 200)) {
            publish(headers(new Callback(receiver.url("/"), null, null)));

            await().atMost(SOON).until(() -> stateOf(eventId).equals(List.of("delivered")));

            assertThat(attemptsOf(eventId)).containsExactly("1 503 status", "2 503 status", "3 200 null");
            assertThat(receiver.received())
                    .extracting(got -> got.header("webhook-id"))
                    .containsOnly(Ids.format(Ids.EVENT, eventId));
        }
    }

    @Test
    void aTargetThatAsksForTimeIsGivenIt() throws Exception {
        givenTheEndpoint();
        Map<String, String> headers = Map.of("Retry-After", "3", "Set-Cookie", "session=secret");
        try (Receiver receiver = new Receiver(number -> number < 2 ? 429 : 200, headers)) {
            publish(headers(new Callback(receiver.url("/"), null, null)));

            await().atMost(SOON).until(() -> stateOf(eventId).equals(List.of("delivered")));

            assertThat(Duration.between(
                            receiver.received().get(0).at(),
                            receiver.received().get(1).at()))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
            assertThat(logOf(eventId, """
                    number || ' ' || coalesce(next_attempt_at - started_at >= interval '3 seconds', false)""")).containsExactly("1 true", "2 false");
        }
    }

    @Test
    void theLogTellsWhatWasAnsweredAndHowLongItTook() throws Exception {
        givenTheEndpoint();
        Map<String, String> headers = Map.of("X-Version", "7", "Set-Cookie", "session=secret");
        try (Receiver receiver = new Receiver(number -> 410, headers)) {
            publish(headers(new Callback(receiver.url("/"), null, null)));

            await().atMost(SOON).until(() -> stateOf(eventId).equals(List.of("exhausted")));

            assertThat(attemptsOf(eventId))
                    .as("who is gone is not called again")
                    .containsExactly("1 410 status");
            assertThat(logOf(eventId, "response_headers").get(0))
                    .containsIgnoringCase("\nx-version: 7\n")
                    .doesNotContain("secret");
            assertThat(logOf(eventId, "response_body")).containsExactly("noted");
            assertThat(logOf(eventId, """
                    concat_ws(' ', dns_ms >= 0, connect_ms >= 0, tls_ms IS NULL, next_attempt_at IS NULL,
                              dns_ms + connect_ms + first_byte_ms <= duration_ms)""")).containsExactly("t t t t t");
        }
    }

    @Test
    void theLongQueueOfOneTargetDoesNotHoldUpTheOthers() throws Exception {
        givenTheEndpoint();
        AtomicInteger before = new AtomicInteger(-1);
        try (Receiver crowded = new Receiver(number -> 204);
                Receiver quiet = new Receiver(number -> {
                    before.set(crowded.received().size());
                    return 204;
                })) {
            givenDueInThisOrder(600, crowded.url("/"), 1, quiet.url("/"));

            await().atMost(SOON).until(() -> crowded.received().size() >= 600 && before.get() >= 0);

            assertThat(before.get()).isLessThan(300);
        }
    }

    private void givenDueInThisOrder(int first, String firstUrl, int then, String thenUrl) {
        run("""
                WITH kept AS (
                    INSERT INTO event SELECT uuidv7(), 'record.created', $1, $1, 'live', $1, 'req', NULL, '{}', now()
                    FROM generate_series(1, $2::int + $4::int) RETURNING id)
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, target_url, state, attempts, due_at,
                                      created_at)
                SELECT id, id, $1, $1, $1, CASE WHEN row_number() OVER (ORDER BY id) <= $2 THEN $3::text ELSE $5::text END, 'pending',
                       0, now() - interval '1 minute' + row_number() OVER (ORDER BY id) * interval '1 millisecond', now()
                FROM kept
                RETURNING state""", Tuple.of(endpointId, first, firstUrl, then, thenUrl));
    }

    private String readiness() throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(readyUri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void givenTheEndpoint() {
        UUID ownerId = Ids.create();
        String sealed = sealer.seal(signingSecret, SigningSecret.endpointContext(endpointId));
        run("INSERT INTO owner VALUES ($1, $2, 'o', 'x', 'owner', now())", Tuple.of(ownerId, ownerId.toString()));
        run(
                "INSERT INTO endpoint VALUES ($1, $2, 'orders', 'Orders', '{}', 1, true, $3, now(), now())",
                Tuple.of(endpointId, ownerId, sealed));
    }

    private EventHeaders headers(@Nullable Callback callback) {
        return new EventHeaders(
                eventId,
                EventType.RECORD_CREATED,
                new UUID(7, 7),
                Ids.create(),
                endpointId,
                Environment.LIVE,
                Origin.API,
                "req-1",
                null,
                callback,
                null);
    }

    private String body() {
        return "{\"id\":\"" + Ids.format(Ids.EVENT, eventId) + "\",\"name\":\"工单\"}";
    }

    private void publish(EventHeaders headers) throws Exception {
        publish(headers.recordId().toString(), headers.write(), body().getBytes(StandardCharsets.UTF_8));
    }

    private void publish(String key, Map<String, String> headers, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> message = new ProducerRecord<>(Topics.EVENTS, key, value);
            headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(message).get();
        }
    }

    private List<String> stateOf(UUID event) {
        return run("SELECT state FROM delivery WHERE event_id = $1", Tuple.of(event));
    }

    private List<String> attemptsOf(UUID event) {
        return run("""
                SELECT concat_ws(' ', number, coalesce(status::text, 'null'), coalesce(failure, 'null'))
                FROM attempt JOIN delivery ON delivery.id = delivery_id WHERE event_id = $1 ORDER BY number""", Tuple.of(event));
    }

    private List<String> logOf(UUID event, String column) {
        return run(
                "SELECT " + column + " FROM attempt JOIN delivery ON delivery.id = delivery_id"
                        + " WHERE event_id = $1 ORDER BY number",
                Tuple.of(event));
    }

    private List<String> run(String sql, Tuple parameters) {
        return StreamSupport.stream(
                        pool.preparedQuery(sql)
                                .execute(parameters)
                                .await()
                                .atMost(SOON)
                                .spliterator(),
                        false)
                .map((Row row) -> row.getString(0))
                .toList();
    }
}
