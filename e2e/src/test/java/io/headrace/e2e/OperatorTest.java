package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees: health, metrics, logs, and the API's description. */
class OperatorTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private final TestSystem system = TestSystem.shared();

    @ParameterizedTest
    @ValueSource(strings = {"ingest-api", "processor", "notifier"})
    void each_service_is_live_and_ready(String service) {
        assertThat(get(service, "/q/health/live").status()).isEqualTo(200);
        assertThat(get(service, "/q/health/ready").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ingest-api, headrace_commands_accepted_total",
        "ingest-api, headrace_accept_seconds_bucket",
        "ingest-api, headrace_commands_refused_total",
        "processor, headrace_commands_settled_total",
        "processor, headrace_commands_lag",
        "processor, headrace_command_accept_to_apply_seconds_bucket",
        "notifier, headrace_deliveries_total",
        "notifier, headrace_delivery_attempts_total",
        "notifier, headrace_delivery_attempt_duration_seconds_bucket",
        "notifier, headrace_delivery_backlog",
    })
    void each_hop_is_counted(String service, String metric) throws IOException {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            system.live().post("{}");
            system.live().post(ORDER, "X-Webhook-Callback", receiver.url("/metrics"));
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.count() == 1);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(service, "/q/metrics").text().contains("\n" + metric));
        }
    }

    @Test
    void one_request_id_runs_from_http_through_the_store_to_the_webhook() {
        String requestId = "trace-" + java.util.UUID.randomUUID();
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.answering(receipt -> 410);
            ApiClient.Answer accepted =
                    system.live().post(ORDER, "X-Request-ID", requestId, "X-Webhook-Callback", receiver.url("/traced"));
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.count() == 1);
            assertThat(receiver.at("/traced").get(0).header("X-Request-ID")).isEqualTo(requestId);
            assertThat(system.query(
                                    "SELECT request_id FROM operation WHERE id = ?",
                                    system.uuid(accepted.operationId()))
                            .get(0))
                    .containsEntry("request_id", requestId);
        }
        await("the attempt's log line")
                .atMost(Duration.ofSeconds(60))
                .until(() -> log("notifier").contains(requestId));
        String refused = "refused-" + requestId;
        system.live().post("{}", "X-Request-ID", refused);
        await("the refusal's log line")
                .atMost(Duration.ofSeconds(60))
                .until(() -> log("ingest-api").contains(refused));
    }

    @Test
    void the_api_describes_itself() {
        ApiClient.Answer description = get("ingest-api", "/q/openapi?format=json");

        assertThat(description.status()).isEqualTo(200);
        assertThat(description.json().path("paths").has("/api/v1/data/{slug}")).isTrue();
        assertThat(description.json().path("paths").has("/api/v1/data/{slug}/{id}"))
                .isTrue();
        assertThat(description.json().path("paths").has("/api/v1/operations/{operationId}"))
                .isTrue();
        assertThat(get("ingest-api", "/q/swagger-ui/").status()).isEqualTo(200);
    }

    private ApiClient.Answer get(String service, String path) {
        int port = system.local().process(service).port();
        return ApiClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
    }

    private String log(String service) throws IOException {
        return Files.readString(system.local().process(service).log());
    }
}
