package io.headrace.notifier.send;

import static io.headrace.notifier.send.Deliveries.aDelivery;
import static io.headrace.notifier.send.Deliveries.aDeliveryOf;
import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.headrace.contracts.Ids;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.SigningSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WebhookRequestMapperTest {
    private static final String URL = "https://shop.example/hook";
    private static final Instant NOW = Instant.ofEpochMilli(1_614_265_330_999L);
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private final WebhookRequestMapper mapper = new WebhookRequestMapper(Deliveries.SEALER, "Headrace/1.2");

    @Test
    void theHeadersAreTheContracts() {
        Map<String, String> headers = mapper.map(aDeliveryTo(URL), NOW).headers();

        String eventId = Ids.format(Ids.EVENT, Deliveries.EVENT_ID);
        String body = "{\"test\": 2432232314}";
        List<String> secrets = List.of(Deliveries.SIGNING_SECRET);
        assertThat(headers)
                .containsOnly(
                        entry("Content-Type", "application/json"),
                        entry("User-Agent", "Headrace/1.2"),
                        entry("X-Request-ID", "req-1"),
                        entry("Headrace-Attempt", "2"),
                        entry("webhook-id", eventId),
                        entry("webhook-timestamp", "1614265330"),
                        entry("webhook-signature", WebhookSigner.standard(secrets, eventId, 1_614_265_330, body)),
                        entry(
                                "X-Webhook-Signature",
                                WebhookSigner.plain(secrets, body).orElseThrow()));
    }

    @Test
    void onlyWhatTheTargetsOwnerHasSetIsSecretAndAllOfIt() {
        WebhookRequest request = mapper.map(
                aDeliveryOf(
                        Map.of("Headrace-Token", "sesame-open-4711", "webhook-id", "forged", "X-Team", "red"),
                        SigningSecret.create(),
                        SigningSecret.create()),
                NOW);

        assertThat(request.secrets()).containsOnly(entry("Headrace-Token", "sesame-open-4711"), entry("X-Team", "red"));
        assertThat(request.headers()).containsAllEntriesOf(request.secrets());
    }

    @Test
    void aSubscriptionSignsWithItsOwnSecretsAndBringsItsHeaders() {
        String old = SigningSecret.create();
        String fresh = SigningSecret.create();

        Map<String, String> headers = mapper.map(
                        aDeliveryOf(Map.of("X-Team", "red", "webhook-id", "forged"), fresh, old), NOW)
                .headers();

        String eventId = Ids.format(Ids.EVENT, Deliveries.EVENT_ID);
        String body = "{\"test\": 2432232314}";
        assertThat(headers)
                .contains(
                        entry("X-Team", "red"),
                        entry("webhook-id", eventId),
                        entry("Headrace-Replay", "true"),
                        entry("Headrace-Sequence", "4711"),
                        entry(
                                "webhook-signature",
                                WebhookSigner.standard(List.of(fresh, old), eventId, 1_614_265_330, body)),
                        entry(
                                "X-Webhook-Signature",
                                WebhookSigner.plain(List.of(old), body).orElseThrow()));
        assertThat(headers.get("webhook-signature").split(" ")).hasSize(2);
    }

    @Test
    void theTargetsSecretGoesIntoItsHeader() {
        assertThat(headers("X-Shop", "open sesame", null)).contains(entry("X-Shop", "open sesame"));
        assertThat(headers(null, "Bearer x", null)).contains(entry("Authorization", "Bearer x"));
    }

    @Test
    void theTargetsSecretNeverReplacesAHeaderOfOurs() {
        assertThat(headers("x-request-id", "other", null)).contains(entry("X-Request-ID", "req-1"));
    }

    @Test
    void aTraceGoesOnWhereItIsWellFormed() {
        assertThat(headers(null, null, TRACEPARENT)).contains(entry("traceparent", TRACEPARENT));
        assertThat(headers(null, null, "00-nonsense\r\nEvil: 1")).doesNotContainKey("traceparent");
    }

    @Test
    void aSecretThatDoesNotOpenMakesNoRequest() {
        SecretSealer stranger = SecretSealer.of(SecretSealer.newKey("t1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookRequestMapper(stranger, "x").map(aDeliveryTo(URL), NOW));
    }

    @Test
    void theRequestNeverShowsItsSecrets() {
        assertThat(mapper.map(aDelivery(URL, "X-Shop", "open sesame", null), NOW)
                        .toString())
                .doesNotContain("open sesame")
                .doesNotContain("v1,");
    }

    private Map<String, String> headers(String authHeader, String auth, String traceparent) {
        return mapper.map(aDelivery(URL, authHeader, auth, traceparent), NOW).headers();
    }
}
