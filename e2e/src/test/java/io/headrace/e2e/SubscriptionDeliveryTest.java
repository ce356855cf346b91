package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the targets of subscriptions get, and when. */
class SubscriptionDeliveryTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";

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
    void a_subscription_gets_every_kind_of_event_of_its_environment_once() {
        JsonNode made = subscriptions.add(
                "test", receiver.url("/all"), body -> body.putObject("headers").put("X-Team", "red"));
        subscriptions.add(
                "test",
                receiver.url("/deleted"),
                body -> body.putArray("events").add("record.deleted"));
        subscriptions.add("live", receiver.url("/live"));
        subscriptions.awaitKnown();

        String id = system.test().post(ORDER).id();
        system.test().put(id, ORDER);
        system.test().delete(id);
        system.test().put(id, ORDER);

        awaitCount("/all", 4);
        awaitCount("/deleted", 1);
        stays("/all", 4);
        assertThat(receiver.at("/all"))
                .extracting(receipt -> receipt.json().path("type").asText())
                .containsExactlyInAnyOrder("record.created", "record.updated", "record.deleted", "record.rejected");
        assertThat(receiver.at("/deleted"))
                .extracting(receipt -> receipt.json().path("type").asText())
                .containsExactly("record.deleted");
        assertThat(receiver.at("/live")).isEmpty();
        assertThat(receiver.at("/all")).allSatisfy(receipt -> {
            Signatures.assertValid(receipt, made.path("secret").asText());
            assertThat(receipt.header("X-Team")).isEqualTo("red");
        });
    }

    @Test
    void another_owners_subscription_to_an_endpoint_of_the_same_slug_gets_nothing() {
        String account = java.util.UUID.randomUUID() + "@example.com";
        ApiClient.Answer added = system.asAdmin()
                .post(
                        "/api/v1/owners",
                        "{\"account\":\"" + account + "\",\"password\":\"a long pass phrase 4711\",\"name\":\"B\"}");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        system.execute("INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret,"
                + " created_at, updated_at) SELECT gen_random_uuid(), id, 'orders', '', '{}', 1, true, '', now(), now()"
                + " FROM owner WHERE account = '" + account + "'");
        OwnerClient other = OwnerClient.login(system.baseUrl(), account, "a long pass phrase 4711");
        try (Subscriptions theirs = new Subscriptions(other)) {
            theirs.add("test", receiver.url("/theirs"));
            subscriptions.add("test", receiver.url("/mine"));
            subscriptions.awaitKnown();

            system.test().post(ORDER);

            awaitCount("/mine", 1);
            stays("/theirs", 0);
            assertThat(other.get("/api/v1/deliveries").json().at("/data/items")).isEmpty();
        }
    }

    @Test
    void both_secrets_verify_during_a_rotation_and_only_the_new_one_after_it() {
        JsonNode made = subscriptions.add("test", receiver.url("/rotated"));
        subscriptions.awaitKnown();
        String old = made.path("secret").asText();

        String fresh = rotate(made, "PT1H");
        system.test().post(ORDER);
        awaitCount("/rotated", 1);
        WebhookReceiver.Receipt during = receiver.at("/rotated").get(0);
        try (Clock clock = new Clock(system)) {
            clock.advance(Duration.ofMinutes(61));
            system.test().post(ORDER);
            awaitCount("/rotated", 2);
        }

        assertThat(during.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(verifies(during, 0, fresh)).isTrue();
        assertThat(verifies(during, 1, old)).isTrue();
        Signatures.assertValid(receiver.at("/rotated").get(1), fresh);
    }

    @Test
    void a_changed_url_holds_at_the_next_attempt() {
        receiver.answering(receipt -> receipt.path().equals("/old") ? 500 : 200);
        JsonNode made = subscriptions.add("test", receiver.url("/old"));
        subscriptions.awaitKnown();

        ApiClient.Answer accepted = system.test().post(ORDER);
        awaitCount("/old", 1);
        awaitState(made, "waiting");
        owner.patch(path(made), "{\"url\":\"" + receiver.url("/new") + "\"}");
        try (Clock clock = new Clock(system)) {
            clock.advance(Duration.ofSeconds(61));
            awaitCount("/new", 1);
        }

        system.awaitDeliveryState(accepted.operationId(), "delivered");
        assertThat(receiver.at("/old")).hasSize(1);
        assertThat(receiver.at("/new").get(0).header("Headrace-Attempt")).isEqualTo("2");
        assertThat(receiver.at("/new").get(0).header("webhook-id"))
                .isEqualTo(receiver.at("/old").get(0).header("webhook-id"));
    }

    @Test
    void the_schedule_of_a_subscription_is_kept() {
        receiver.answering(receipt -> 500);
        JsonNode made = subscriptions.add(
                "test",
                receiver.url("/scheduled"),
                body -> body.putArray("schedule").add("PT0S").add("PT600S"));
        subscriptions.awaitKnown();

        system.test().post(ORDER);
        awaitState(made, "waiting");
        try (Clock clock = new Clock(system)) {
            clock.advance(Duration.ofSeconds(590));
            stays("/scheduled", 1);
            clock.advance(Duration.ofSeconds(11));
            awaitState(made, "exhausted");
        }

        assertThat(receiver.at("/scheduled")).hasSize(2);
    }

    @Test
    void what_waits_is_cancelled_when_its_subscription_is_stopped() {
        receiver.answering(receipt -> 500);
        JsonNode deleted = subscriptions.add("test", receiver.url("/stopped"));
        JsonNode paused = subscriptions.add("test", receiver.url("/paused"));
        subscriptions.awaitKnown();
        system.test().post(ORDER);
        awaitState(deleted, "waiting");
        awaitState(paused, "waiting");

        owner.delete(path(deleted));
        owner.patch(path(paused), "{\"active\":false}");

        awaitState(deleted, "cancelled");
        awaitState(paused, "cancelled");
        assertThat(receiver.at("/stopped")).hasSize(1);
    }

    @Test
    void a_target_that_is_gone_disables_its_subscription_until_it_is_activated_again() {
        receiver.answering(receipt -> 410);
        JsonNode made = subscriptions.add("test", receiver.url("/gone"));
        subscriptions.awaitKnown();

        system.test().post(ORDER);
        await("disabled")
                .until(() ->
                        !owner.get(path(made)).json().at("/data/disabledAt").isNull());
        ApiClient.Answer missed = system.test().post(ORDER);
        system.awaitDeliveryState(missed.operationId(), "cancelled");
        assertThat(owner.get(path(made)).json().at("/data/disabledReason").asText())
                .isEqualTo("gone");

        receiver.answering(receipt -> 200);
        assertThat(owner.patch(path(made), "{\"active\":true}")
                        .json()
                        .at("/data/disabledAt")
                        .isNull())
                .isTrue();
        ApiClient.Answer again = system.test().post(ORDER);
        system.awaitDeliveryState(again.operationId(), "delivered");
        assertThat(receiver.at("/gone")).hasSize(2);
    }

    @Test
    void a_callback_and_a_subscription_are_two_deliveries_of_one_event() {
        JsonNode made = subscriptions.add("test", receiver.url("/subscribed"));
        subscriptions.awaitKnown();

        system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/callback"));
        awaitCount("/subscribed", 1);
        awaitCount("/callback", 1);

        WebhookReceiver.Receipt callback = receiver.at("/callback").get(0);
        WebhookReceiver.Receipt subscribed = receiver.at("/subscribed").get(0);
        assertThat(callback.header("webhook-id")).isEqualTo(subscribed.header("webhook-id"));
        Signatures.assertValid(callback, system.signingSecret());
        Signatures.assertValid(subscribed, made.path("secret").asText());
    }

    @Test
    void secrets_and_headers_are_nowhere_in_the_clear() {
        String canary = "canary-" + java.util.UUID.randomUUID();
        JsonNode made = subscriptions.add(
                "test",
                receiver.url("/canary"),
                body -> body.putObject("headers").put("X-Key", canary));
        subscriptions.awaitKnown();

        system.test().post(ORDER);
        awaitCount("/canary", 1);
        awaitState(made, "delivered");

        assertThat(receiver.at("/canary").get(0).header("X-Key")).isEqualTo(canary);
        assertThat(system.filesContaining(canary)).isEmpty();
        assertThat(system.filesContaining(made.path("secret").asText())).isEmpty();
    }

    private String rotate(JsonNode subscription, String grace) {
        return owner.post(path(subscription) + "/rotate-secret", "{\"grace\":\"" + grace + "\"}")
                .json()
                .at("/data/secret")
                .asText();
    }

    /** Whether the signature at this place is one of this secret. */
    private static boolean verifies(WebhookReceiver.Receipt receipt, int place, String secret) {
        String one = receipt.header("webhook-signature").split(" ")[place];
        return Signatures.isStandard(receipt::header, receipt.body(), secret, one);
    }

    private void awaitState(JsonNode subscription, String state) {
        await(state).atMost(Duration.ofSeconds(60)).until(() -> {
            List<Map<String, Object>> rows = system.query(
                    "SELECT state FROM delivery WHERE subscription_id = ?", Subscriptions.uuid(subscription));
            return !rows.isEmpty() && rows.stream().allMatch(row -> state.equals(row.get("state")));
        });
    }

    private static String path(JsonNode subscription) {
        return Subscriptions.PATH + "/" + subscription.path("id").asText();
    }

    private void awaitCount(String path, int count) {
        await(path).atMost(Duration.ofSeconds(60)).until(() -> receiver.at(path).size() >= count);
    }

    private void stays(String path, int count) {
        await().during(Duration.ofMillis(1_200))
                .atMost(Duration.ofSeconds(60))
                .until(() -> receiver.at(path).size() == count);
    }
}
