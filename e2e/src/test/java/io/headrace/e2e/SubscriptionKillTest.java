package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A notifier that is killed while it plans and sends. */
class SubscriptionKillTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final int EVENTS = 300;

    @Test
    void each_event_has_one_delivery_to_each_subscription_and_reaches_it() {
        try (TestSystem system = TestSystem.start("subscription-kill", config -> config);
                WebhookReceiver receiver = new WebhookReceiver();
                Subscriptions subscriptions = new Subscriptions(system.asOwner())) {
            List<JsonNode> made = List.of(
                    subscriptions.add("test", receiver.url("/a")), subscriptions.add("test", receiver.url("/b")));
            subscriptions.awaitKnown();

            Set<UUID> events = new HashSet<>();
            for (int i = 0; i < EVENTS; i++) {
                events.add(system.uuid(system.test().post(ORDER).operationId()));
                if (i % 100 == 50) {
                    SupervisedProcess notifier = system.local().process("notifier");
                    notifier.kill();
                }
            }

            for (JsonNode subscription : made) {
                await().atMost(Duration.ofSeconds(90)).until(() -> delivered(system, subscription) == EVENTS);
                List<Map<String, Object>> rows = system.query(
                        "SELECT event_id, count(*) AS deliveries FROM delivery WHERE subscription_id = ? GROUP BY event_id",
                        Subscriptions.uuid(subscription));
                assertThat(rows)
                        .extracting(row -> row.get("event_id"))
                        .containsExactlyInAnyOrderElementsOf(new ArrayList<>(events));
                assertThat(rows).extracting(row -> row.get("deliveries")).containsOnly(1L);
            }
            assertThat(ids(receiver, "/a")).hasSize(EVENTS).isEqualTo(ids(receiver, "/b"));
        }
    }

    private static long delivered(TestSystem system, JsonNode subscription) {
        return system.count(
                "SELECT count(*) FROM delivery WHERE subscription_id = ? AND state = 'delivered'",
                Subscriptions.uuid(subscription));
    }

    private static Set<String> ids(WebhookReceiver receiver, String path) {
        Set<String> ids = new HashSet<>();
        receiver.at(path).forEach(receipt -> ids.add(receipt.header("webhook-id")));
        return ids;
    }
}
