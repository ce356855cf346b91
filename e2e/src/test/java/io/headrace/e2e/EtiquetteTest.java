package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of a target means, as the owner sees it in the log of deliveries. */
class EtiquetteTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Between the end of an attempt and what the log calculates from its rounded times. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void every_2xx_is_a_success(int status) {
        receiver.answering(receipt -> status);

        JsonNode delivery = await("delivered", deliver());

        assertThat(delivery.at("/attemptLog/0/status").asInt()).isEqualTo(status);
        assertThat(receiver.at("/hook")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void no_redirect_is_followed(int status) {
        receiver.heading(Map.of("Location", receiver.url("/elsewhere")));
        receiver.answering(receipt -> status);

        JsonNode delivery = await("waiting", deliver());

        assertThat(delivery.at("/attemptLog/0/status").asInt()).isEqualTo(status);
        assertThat(delivery.at("/attemptLog/0/failure").asText()).isEqualTo("status");
        assertThat(receiver.at("/hook")).hasSize(1);
        assertThat(receiver.at("/elsewhere")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "429, 120, 120",
        "503, 120, 120",
        "503, 10, 60",
        "429, 7200, 3600",
        "503, soon, 60",
        "500, 120, 60",
        "404, 120, 60",
        "302, 120, 60",
    })
    void a_target_that_is_busy_may_ask_for_a_longer_wait(int status, String retryAfter, int seconds) {
        receiver.heading(Map.of("Retry-After", retryAfter));
        receiver.answering(receipt -> status);

        JsonNode delivery = await("waiting", deliver());

        assertThat(wait(delivery)).isCloseTo(Duration.ofSeconds(seconds), ROUNDING);
    }

    @Test
    void it_may_name_the_time_instead() {
        ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10);
        receiver.heading(Map.of("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)));
        receiver.answering(receipt -> 503);
        Instant before = Instant.now();

        JsonNode delivery = await("waiting", deliver());

        Duration latest = Duration.between(before, then).plus(ROUNDING);
        assertThat(wait(delivery)).isBetween(latest.minus(SOON).minus(ROUNDING), latest);
    }

    @Test
    void who_is_gone_is_not_called_again() {
        receiver.answering(receipt -> 410);

        JsonNode delivery = await("exhausted", deliver());

        assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
        assertThat(delivery.path("nextAttemptAt").isNull()).isTrue();
    }

    /** The record's id. */
    private String deliver() {
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/hook"));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        return accepted.id();
    }

    /** The one delivery of this record, with its attempts. */
    private JsonNode await(String state, String recordId) {
        String id = Awaitility.await(state)
                .atMost(SOON)
                .until(
                        () -> owner.get("/api/v1/deliveries?recordId=" + recordId)
                                .json()
                                .at("/data/items/0"),
                        found -> found.path("state").asText().equals(state))
                .path("id")
                .asText();
        return owner.get("/api/v1/deliveries/" + id).json().path("data");
    }

    /** From the end of the only attempt to the next one. */
    private static Duration wait(JsonNode delivery) {
        JsonNode attempt = delivery.at("/attemptLog/0");
        Instant ended = Instant.parse(attempt.path("startedAt").asText())
                .plusMillis(attempt.path("durationMs").asLong());
        return Duration.between(
                ended, Instant.parse(delivery.path("nextAttemptAt").asText()));
    }
}
