package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a collaborator gets for a request that named a callback. */
class WebhookTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private final TestSystem system = TestSystem.shared();
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_webhook_carries_the_contracts_body_and_headers() {
        ApiClient.Answer accepted = system.test()
                .post(
                        ORDER,
                        "X-Webhook-Callback",
                        receiver.url("/hook?shop=1"),
                        "X-Webhook-Auth",
                        "Token s3cret",
                        "X-Webhook-Auth-Header",
                        "X-Shop-Auth",
                        "X-Request-ID",
                        "till-7/0002");

        WebhookReceiver.Receipt receipt = single("/hook?shop=1");

        Signatures.assertValid(receipt, system.signingSecret());
        assertThat(receipt.header("X-Shop-Auth")).isEqualTo("Token s3cret");
        assertThat(receipt.header("Authorization")).isEmpty();
        assertThat(receipt.header("X-Request-ID")).isEqualTo("till-7/0002");
        assertThat(receipt.header("Headrace-Attempt")).isEqualTo("1");
        assertThat(receipt.header("User-Agent")).startsWith("Headrace/");
        assertThat(receipt.header("Content-Type")).startsWith("application/json");
        JsonNode event = receipt.json();
        assertThat(event.path("id").asText())
                .isEqualTo(receipt.header("webhook-id"))
                .matches("evt_[0-9a-z]{26}");
        assertThat(event.path("object").asText()).isEqualTo("event");
        assertThat(event.path("type").asText()).isEqualTo("record.created");
        assertThat(event.path("endpoint").asText()).isEqualTo("orders");
        assertThat(event.path("environment").asText()).isEqualTo("test");
        assertThat(event.path("operationId").asText()).isEqualTo(accepted.operationId());
        assertThat(event.path("created").asLong())
                .isEqualTo(java.time.Instant.parse(event.path("timestamp").asText())
                        .getEpochSecond());
        assertThat(event.at("/data/object/version").asInt()).isEqualTo(1);
        assertThat(system.test().record(accepted.id()).status())
                .as("the record is visible when the webhook arrives")
                .isEqualTo(200);
    }

    @Test
    void each_kind_of_outcome_has_its_event() {
        ApiClient client = system.test();
        String id = client.post(ORDER, "X-Webhook-Callback", receiver.url("/created"))
                .id();
        client.put(id, ORDER, "X-Webhook-Callback", receiver.url("/updated"));
        client.delete(id, "X-Webhook-Callback", receiver.url("/deleted"));
        client.put(id, ORDER, "X-Webhook-Callback", receiver.url("/rejected"));

        assertThat(single("/created").json().path("type").asText()).isEqualTo("record.created");
        assertThat(single("/updated").json().path("type").asText()).isEqualTo("record.updated");
        assertThat(single("/updated").json().at("/data/object/version").asInt()).isEqualTo(2);
        assertThat(single("/deleted").json().path("type").asText()).isEqualTo("record.deleted");
        JsonNode rejected = single("/rejected").json();
        assertThat(rejected.path("type").asText()).isEqualTo("record.rejected");
        assertThat(rejected.at("/data/reason/code").asInt()).isEqualTo(40401);
    }

    /** The real schedule; only PostgreSQL's clock is moved. */
    @Test
    void a_failing_target_gets_four_attempts_a_minute_apart() {
        receiver.answering(receipt -> 500);
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/fails"));
        try (Clock clock = new Clock(system)) {
            awaitAttempts("/fails", 1);
            for (int attempt = 2; attempt <= 4; attempt++) {
                system.awaitDeliveryState(accepted.operationId(), "waiting");
                clock.advance(Duration.ofSeconds(45));
                stays("/fails", attempt - 1);
                clock.advance(Duration.ofSeconds(16));
                awaitAttempts("/fails", attempt);
            }
            system.awaitDeliveryState(accepted.operationId(), "exhausted");
            clock.advance(Duration.ofMinutes(10));
            stays("/fails", 4);
        }

        List<WebhookReceiver.Receipt> receipts = receiver.at("/fails");
        assertThat(receipts)
                .extracting(receipt -> receipt.header("webhook-id"))
                .containsOnly(receipts.get(0).header("webhook-id"));
        assertThat(receipts)
                .extracting(receipt -> receipt.header("Headrace-Attempt"))
                .containsExactly("1", "2", "3", "4");
        receipts.forEach(receipt -> Signatures.assertValid(receipt, system.signingSecret()));
        List<Map<String, Object>> attempts = system.query(
                "SELECT a.* FROM attempt a JOIN delivery d ON d.id = a.delivery_id WHERE d.event_id = ?"
                        + " ORDER BY a.number",
                system.uuid(accepted.operationId()));
        assertThat(attempts).extracting(row -> row.get("status")).containsExactly(500, 500, 500, 500);
    }

    @Test
    void a_target_that_recovers_is_not_called_again() {
        receiver.answering(receipt -> receiver.at("/recovers").size() < 2 ? 503 : 204);
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/recovers"));
        try (Clock clock = new Clock(system)) {
            awaitAttempts("/recovers", 1);
            system.awaitDeliveryState(accepted.operationId(), "waiting");
            clock.advance(Duration.ofSeconds(61));
            awaitAttempts("/recovers", 2);
            system.awaitDeliveryState(accepted.operationId(), "delivered");
            clock.advance(Duration.ofMinutes(10));
            stays("/recovers", 2);
        }
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
        receiver.answering(receipt -> 302);
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/moved"));

        awaitAttempts("/moved", 1);

        system.awaitDeliveryState(accepted.operationId(), "waiting");
        assertThat(receiver.count()).isEqualTo(1);
    }

    @Test
    void the_secret_is_nowhere_in_the_clear() {
        String canary = "canary-" + java.util.UUID.randomUUID();
        ApiClient.Answer accepted =
                system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/secret"), "X-Webhook-Auth", canary);
        assertThat(single("/secret").header("Authorization")).isEqualTo(canary);
        system.awaitDeliveryState(accepted.operationId(), "delivered");

        assertThat(system.filesContaining(canary)).isEmpty();
    }

    private WebhookReceiver.Receipt single(String path) {
        awaitAttempts(path, 1);
        assertThat(receiver.at(path)).hasSize(1);
        return receiver.at(path).get(0);
    }

    private void awaitAttempts(String path, int count) {
        await(path).atMost(Duration.ofSeconds(60)).until(() -> receiver.at(path).size() >= count);
    }

    /** The notifier looks for due deliveries several times a second: in this time it would have called. */
    private void stays(String path, int count) {
        await().during(Duration.ofMillis(1_200))
                .atMost(Duration.ofSeconds(60))
                .until(() -> receiver.at(path).size() == count);
    }
}
