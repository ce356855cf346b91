package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The main job: what is written is read back value for value, and told once, signed, to who asked. */
class CorpusTest {
    private final TestSystem system = TestSystem.shared();

    @Test
    void every_body_comes_back_equal_and_is_told_exactly_once() throws Exception {
        List<String> bodies = Corpus.all();
        Map<String, String> bodyOf = new LinkedHashMap<>();
        Map<String, String> pathOf = new LinkedHashMap<>();
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            for (int i = 0; i < bodies.size(); i++) {
                ApiClient.Answer accepted =
                        system.live().post(bodies.get(i), "X-Webhook-Callback", receiver.url("/corpus/" + i));
                assertThat(accepted.status())
                        .as("%s: %s", bodies.get(i), accepted.text())
                        .isEqualTo(202);
                bodyOf.put(accepted.id(), bodies.get(i));
                pathOf.put(accepted.id(), "/corpus/" + i);
            }

            for (Map.Entry<String, String> written : bodyOf.entrySet()) {
                JsonNode sent = Json.MAPPER.readTree(written.getValue());
                JsonNode stored =
                        system.awaitRecord(system.live(), written.getKey(), 1).fields();
                assertThat(JsonValues.differences("$", sent, stored)).isEmpty();
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> receiver.count() >= bodies.size());
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat(receiver.count()).isEqualTo(bodies.size());
            for (Map.Entry<String, String> told : pathOf.entrySet()) {
                List<WebhookReceiver.Receipt> receipts = receiver.at(told.getValue());
                assertThat(receipts).hasSize(1);
                Signatures.assertValid(receipts.get(0), system.signingSecret());
                JsonNode object = receipts.get(0).json().at("/data/object");
                assertThat(object.path("id").asText()).isEqualTo(told.getKey());
                JsonNode sent = Json.MAPPER.readTree(bodyOf.get(told.getKey()));
                assertThat(JsonValues.differences("$", sent, object.path("fields")))
                        .isEmpty();
            }
        }
    }
}
