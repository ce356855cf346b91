package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver that is down for ten minutes, under the settings that hold where nobody chose others. */
class HeldByDefaultTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();
    private final Subscriptions subscriptions = new Subscriptions(owner);
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        subscriptions.close();
        receiver.close();
    }

    @Test
    void a_receiver_that_is_down_for_ten_minutes_misses_nothing() {
        receiver.answering(receipt -> 503);
        JsonNode made = subscriptions.add("test", receiver.url("/ten-minutes"));
        subscriptions.awaitKnown();

        try (Clock clock = new Clock(system)) {
            post(12);
            awaitCount(made, "waiting", 1, 12);
            clock.advance(Duration.ofSeconds(61));
            awaitCount(made, "waiting", 2, 12);
            assertThat(state(made)).as("after a minute").isEqualTo("active");
            clock.advance(Duration.ofSeconds(61));
            await("held").atMost(PATIENCE).until(() -> state(made).equals("held"));
            post(30);
            awaitCount(made, "held", 0, 30);
            int attempts = receiver.at("/ten-minutes").size();
            for (int minute = 3; minute <= 10; minute++) {
                clock.advance(Duration.ofMinutes(1));
                await().during(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> state(made).equals("held"));
            }
            assertThat(receiver.at("/ten-minutes").size() - attempts)
                    .as("probes, a minute, two and four after each other")
                    .isBetween(2, 3);

            receiver.answering(receipt -> 200);
            clock.advance(Duration.ofMinutes(8));
            await("delivered")
                    .atMost(PATIENCE)
                    .until(() -> system.count(
                                    "SELECT count(*) FROM delivery WHERE subscription_id = ? AND state = 'delivered'",
                                    Subscriptions.uuid(made))
                            == 42);
        }
    }

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(system.test().post(ORDER).status()).isEqualTo(202);
        }
    }

    private String state(JsonNode subscription) {
        return owner.get(Subscriptions.PATH + "/" + subscription.path("id").asText())
                .json()
                .at("/data/state")
                .asText();
    }

    private void awaitCount(JsonNode subscription, String state, int attempts, int count) {
        await(count + " " + state)
                .atMost(PATIENCE)
                .until(() -> system.count(
                                "SELECT count(*) FROM delivery WHERE subscription_id = ? AND state = ? AND attempts = ?",
                                Subscriptions.uuid(subscription),
                                state,
                                attempts)
                        == count);
    }
}
