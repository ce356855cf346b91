package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A 410 counts for what was asked, not for what its owner has changed since then. */
class LateGoneTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestSystem system = TestSystem.shared();
    private final OwnerClient owner = system.asOwner();
    private final Subscriptions subscriptions = new Subscriptions(owner);
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        subscriptions.close();
        receiver.close();
    }

    @Test
    void the_old_url_does_not_speak_for_the_new_one() {
        JsonNode made = givenAGoneThatIsHeldBack();

        owner.patch(path(made), "{\"url\":\"" + receiver.url("/new") + "\"}");
        letGo();

        assertDeliveredTo(made, "/new");
    }

    @Test
    void who_is_activated_meanwhile_stays_active() {
        JsonNode made = givenAGoneThatIsHeldBack();

        owner.patch(path(made), "{\"active\":true}");
        letGo();

        receiver.answering(receipt -> 200);
        assertDeliveredTo(made, "/old");
    }

    @Test
    void another_url_makes_a_subscription_that_was_given_up_live_again() {
        JsonNode made = givenAGoneThatIsHeldBack();
        letGo();
        await().atMost(SOON)
                .until(() ->
                        !owner.get(path(made)).json().at("/data/disabledAt").isNull());

        owner.patch(path(made), "{\"description\":\"the same url\",\"url\":\"" + receiver.url("/old") + "\"}");
        assertThat(owner.get(path(made)).json().at("/data/disabledReason").asText())
                .isEqualTo("gone");
        owner.patch(path(made), "{\"url\":\"" + receiver.url("/new") + "\"}");

        assertDeliveredTo(made, "/new");
    }

    /** Its delivery is exhausted, and whoever it concerns has heard of it, once {@link #letGo} returns. */
    private JsonNode givenAGoneThatIsHeldBack() {
        receiver.answering(receipt -> receipt.path().equals("/old") ? heldBack() : 200);
        JsonNode made = subscriptions.add("test", receiver.url("/old"));
        subscriptions.awaitKnown();
        system.test().post(ORDER);
        await().atMost(SOON).until(() -> asked.getCount() == 0);
        return made;
    }

    private int heldBack() {
        asked.countDown();
        try {
            // Less than the 15 seconds that an attempt may take.
            held.await(12, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 410;
    }

    private void letGo() {
        held.countDown();
        await().atMost(SOON)
                .until(() -> system.count(
                                "SELECT count(*) FROM attempt a JOIN delivery d ON d.id = a.delivery_id"
                                        + " WHERE d.state = 'exhausted' AND a.status = 410 AND d.target_url LIKE ?",
                                "%" + receiver.url("/old").substring("http://".length()) + "%")
                        == 1);
    }

    /** It takes a moment until a subscription is disabled: by then it would be. */
    private void assertDeliveredTo(JsonNode made, String path) {
        await().during(Duration.ofMillis(1_500))
                .atMost(SOON)
                .until(() -> owner.get(path(made)).json().at("/data/disabledAt").isNull());
        int before = receiver.at(path).size();
        ApiClient.Answer accepted = system.test().post(ORDER);
        system.awaitDeliveryState(accepted.operationId(), "delivered");
        assertThat(receiver.at(path)).hasSize(before + 1);
    }

    private static String path(JsonNode subscription) {
        return Subscriptions.PATH + "/" + subscription.path("id").asText();
    }
}
