package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.backends.FreePorts;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Subscriptions that asked for order, served by two notifiers. */
class OrderedTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestSystem system;

    private final OwnerClient owner = system.asOwner();
    private final Subscriptions subscriptions = new Subscriptions(owner);
    private final WebhookReceiver receiver = new WebhookReceiver();

    @BeforeAll
    static void start() {
        system = TestSystem.start("ordered", config -> config);
        int port = FreePorts.next();
        SupervisedProcess second = system.local().addInstance(Service.NOTIFIER, "notifier-2", port);
        await("second notifier").atMost(PATIENCE).until(second::answers);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void close() {
        subscriptions.close();
        receiver.close();
    }

    @Test
    void later_events_of_a_record_wait_and_those_of_others_do_not() {
        AtomicInteger refusals = new AtomicInteger(2);
        JsonNode made = subscriptions.add("test", receiver.url("/ordered"), OrderedTest::orderedWithRetries);
        subscriptions.awaitKnown();
        AtomicReference<String> failing = new AtomicReference<>();
        receiver.answering(
                receipt -> recordId(receipt).equals(failing.get()) && refusals.getAndDecrement() > 0 ? 500 : 200);
        String slow = system.test().post(ORDER).id();
        String quick = system.test().post(ORDER).id();
        awaitDelivered(made, 2);
        failing.set(slow);

        for (int version = 2; version <= 5; version++) {
            system.test().put(slow, ORDER);
            system.test().put(quick, ORDER);
        }

        awaitDelivered(made, 10);
        List<WebhookReceiver.Receipt> slowOnes = of(slow);
        List<WebhookReceiver.Receipt> quickOnes = of(quick);
        assertThat(versions(slowOnes)).containsExactly(1, 2, 2, 2, 3, 4, 5);
        assertThat(versions(quickOnes)).containsExactly(1, 2, 3, 4, 5);
        assertThat(quickOnes.get(4).at())
                .as("the other record's last one")
                .isBefore(slowOnes.get(3).at());
    }

    @Test
    void an_exhausted_delivery_lets_the_next_one_go() {
        JsonNode made = subscriptions.add("test", receiver.url("/exhausted"), body -> {
            body.put("ordered", true);
            body.putArray("schedule").add("PT0S").add("PT1S");
        });
        subscriptions.awaitKnown();
        receiver.answering(receipt -> version(receipt) == 2 ? 500 : 200);

        String id = system.test().post(ORDER).id();
        system.test().put(id, ORDER);
        system.test().put(id, ORDER);

        awaitDelivered(made, 2);
        assertThat(versions(receiver.at("/exhausted"))).containsExactly(1, 2, 2, 3);
    }

    @Test
    void order_holds_when_notifiers_are_killed() {
        Map<String, Integer> failed = new ConcurrentHashMap<>();
        JsonNode made = subscriptions.add("test", receiver.url("/ordered"), OrderedTest::orderedWithRetries);
        subscriptions.awaitKnown();
        receiver.answering(
                receipt -> version(receipt) % 4 == 2 && failed.merge(receipt.header("webhook-id"), 1, Integer::sum) == 1
                        ? 500
                        : 200);

        List<String> records = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            records.add(system.test().post(ORDER).id());
        }
        for (int round = 0; round < 12; round++) {
            records.forEach(id -> system.test().put(id, ORDER));
            if (round % 4 == 1) {
                system.local().process("notifier").kill();
            }
            if (round % 4 == 3) {
                system.local().process("notifier-2").kill();
            }
        }

        awaitDelivered(made, 8 * 13);
        for (String id : records) {
            List<Integer> versions = versions(of(id));
            assertThat(versions).as(id).isSorted().contains(1, 13);
            assertThat(versions.stream().distinct()).hasSize(13);
        }
    }

    @Test
    void order_may_be_asked_for_and_given_up_while_events_come() {
        JsonNode made = subscriptions.add(
                "test",
                receiver.url("/changed"),
                body -> body.putArray("schedule").add("PT0S").add("PT600S"));
        assertThat(made.path("ordered").asBoolean()).isFalse();
        subscriptions.awaitKnown();
        receiver.answering(receipt -> version(receipt) % 2 == 0 ? 500 : 200);

        String id = system.test().post(ORDER).id();
        system.test().put(id, ORDER);
        system.test().put(id, ORDER);
        awaitVersions("/changed", 1, 2, 3);
        assertThat(change(made, "{\"ordered\":true}").path("ordered").asBoolean())
                .isTrue();
        subscriptions.awaitKnown();
        system.test().put(id, ORDER);
        system.test().put(id, ORDER);
        awaitVersions("/changed", 1, 2, 3, 4);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> receiver.at("/changed").size() == 4);
        assertThat(change(made, "{\"ordered\":false}").path("ordered").asBoolean())
                .isFalse();
        subscriptions.awaitKnown();
        system.test().put(id, ORDER);
        system.test().put(id, ORDER);

        awaitVersions("/changed", 1, 2, 3, 4, 6, 7);
        assertThat(change(made, "{\"ordered\":true,\"active\":false}")
                        .path("active")
                        .asBoolean())
                .isFalse();
        await("cancelled")
                .atMost(PATIENCE)
                .until(() -> system.count(
                                "SELECT count(*) FROM delivery WHERE subscription_id = ? AND state = 'cancelled'",
                                Subscriptions.uuid(made))
                        == 4);
    }

    @Test
    void the_sequence_grows_with_each_event_of_a_record_on_every_kind_of_delivery() {
        JsonNode made = subscriptions.add("test", receiver.url("/subscribed"));
        subscriptions.awaitKnown();

        ApiClient.Answer created = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/callback"));
        String id = created.id();
        system.test().put(id, ORDER, "X-Webhook-Callback", receiver.url("/callback"));
        system.test().delete(id, "X-Webhook-Callback", receiver.url("/callback"));
        awaitDelivered(made, 3);
        await().atMost(PATIENCE).until(() -> receiver.at("/callback").size() == 3);
        String delivery = owner.get(
                        "/api/v1/deliveries?subscriptionId=" + made.path("id").asText())
                .json()
                .at("/data/items/2/id")
                .asText();
        assertThat(owner.post("/api/v1/deliveries/" + delivery + "/replay", "").status())
                .isEqualTo(202);
        await("replay").atMost(PATIENCE).until(() -> receiver.at("/subscribed").size() == 4);

        Map<String, Long> subscribed = sequences("/subscribed");
        assertThat(subscribed.get("record.created")).isLessThan(subscribed.get("record.updated"));
        assertThat(subscribed.get("record.updated")).isLessThan(subscribed.get("record.deleted"));
        assertThat(sequences("/callback")).isEqualTo(subscribed);
        WebhookReceiver.Receipt replay = receiver.at("/subscribed").get(3);
        assertThat(replay.header("Headrace-Replay")).isEqualTo("true");
        assertThat(sequence(replay))
                .isEqualTo(subscribed.get(replay.json().path("type").asText()));
        assertThat(owner.post(path(made) + "/test", "").status()).isEqualTo(202);
        await("test").atMost(PATIENCE).until(() -> receiver.at("/subscribed").size() == 5);
        assertThat(receiver.at("/subscribed").get(4).header("Headrace-Sequence"))
                .as("of no record")
                .isEmpty();
    }

    private static void orderedWithRetries(ObjectNode body) {
        body.put("ordered", true);
        body.putArray("schedule").add("PT0S").add("PT3S").add("PT3S").add("PT3S");
    }

    private JsonNode change(JsonNode subscription, String body) {
        ApiClient.Answer answer = owner.patch(path(subscription), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private Map<String, Long> sequences(String path) {
        Map<String, Long> sequences = new HashMap<>();
        receiver.at(path)
                .forEach(receipt -> sequences.put(receipt.json().path("type").asText(), sequence(receipt)));
        return sequences;
    }

    private static long sequence(WebhookReceiver.Receipt receipt) {
        return Long.parseLong(receipt.header("Headrace-Sequence"));
    }

    private List<WebhookReceiver.Receipt> of(String recordId) {
        return receiver.at("/ordered").stream()
                .filter(receipt -> recordId(receipt).equals(recordId))
                .toList();
    }

    private static String recordId(WebhookReceiver.Receipt receipt) {
        return receipt.json().at("/data/object/id").asText();
    }

    private static int version(WebhookReceiver.Receipt receipt) {
        return receipt.json().at("/data/object/version").asInt();
    }

    private static List<Integer> versions(List<WebhookReceiver.Receipt> receipts) {
        return receipts.stream().map(OrderedTest::version).toList();
    }

    private void awaitVersions(String path, Integer... versions) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(versions(receiver.at(path))).containsExactlyInAnyOrder(versions));
    }

    private static void awaitDelivered(JsonNode subscription, int count) {
        await("delivered")
                .atMost(PATIENCE)
                .until(() -> system.count(
                                "SELECT count(*) FROM delivery WHERE subscription_id = ? AND state = 'delivered'",
                                Subscriptions.uuid(subscription))
                        == count);
    }

    private static String path(JsonNode subscription) {
        return Subscriptions.PATH + "/" + subscription.path("id").asText();
    }
}
