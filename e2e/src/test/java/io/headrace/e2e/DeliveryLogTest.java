package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an owner sees of deliveries, and asks for again. */
class DeliveryLogTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final String PATH = "/api/v1/deliveries";

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
    void a_delivery_is_found_by_each_filter_and_shows_its_attempts() {
        receiver.answering(receipt -> 410);
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/logged"));
        system.awaitDeliveryState(accepted.operationId(), "exhausted");
        String id = delivery(accepted);

        JsonNode item = only("state=exhausted&recordId=" + accepted.id());
        assertThat(item.path("id").asText()).isEqualTo(id);
        assertThat(item.path("eventType").asText()).isEqualTo("record.created");
        assertThat(item.path("endpoint").asText()).isEqualTo("orders");
        assertThat(item.path("environment").asText()).isEqualTo("test");
        assertThat(item.path("target").asText()).isEqualTo(receiver.url("/logged"));
        assertThat(item.path("state").asText()).isEqualTo("exhausted");
        assertThat(item.path("attempts").asInt()).isEqualTo(1);
        assertThat(item.path("subscriptionId").isNull()).isTrue();
        assertThat(item.path("nextAttemptAt").isNull()).isTrue();
        String filter = "recordId=" + accepted.id() + "&endpoint=orders&state=exhausted&status=410&from="
                + Instant.now().minusSeconds(600) + "&to=" + Instant.now().plusSeconds(600);
        assertThat(only(filter).path("id").asText()).isEqualTo(id);
        for (String other : List.of("&state=delivered", "&status=500", "&to=2020-01-01T00:00:00Z")) {
            assertThat(items("recordId=" + accepted.id() + other)).as(other).isEmpty();
        }

        JsonNode read = owner.get(PATH + "/" + id).json().path("data");
        assertThat(read.path("attemptLog")).hasSize(1);
        assertThat(read.at("/attemptLog/0/number").asInt()).isEqualTo(1);
        assertThat(read.at("/attemptLog/0/status").asInt()).isEqualTo(410);
        assertThat(read.at("/attemptLog/0/failure").asText()).isEqualTo("status");
    }

    @Test
    void a_cursor_leads_through_all_of_them_once_and_pages_do_too() {
        JsonNode made = subscriptions.add("test", receiver.url("/many"));
        subscriptions.awaitKnown();
        for (int i = 0; i < 5; i++) {
            system.test().post(ORDER);
        }
        String filter = "subscriptionId=" + made.path("id").asText();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> items(filter + "&state=delivered").size() == 5);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode answer = owner.get(PATH + "?limit=2&" + filter + cursor).json();
            answer.at("/data/items").forEach(item -> seen.add(item.path("id").asText()));
            cursor = answer.at("/cursor/hasMore").asBoolean()
                    ? "&cursor=" + answer.at("/cursor/next").asText()
                    : "";
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        List<String> paged = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            JsonNode answer =
                    owner.get(PATH + "?pageSize=2&page=" + page + "&" + filter).json();
            assertThat(answer.at("/data/pagination/total").asInt()).isEqualTo(5);
            answer.at("/data/items").forEach(item -> paged.add(item.path("id").asText()));
        }
        assertThat(paged).containsExactlyElementsOf(seen);
    }

    @Test
    void a_parameter_that_is_wrong_is_refused() {
        for (String query : List.of(
                "state=lost",
                "status=99",
                "status=abc",
                "from=yesterday",
                "recordId=rec_1",
                "subscriptionId=x",
                "limit=0",
                "limit=101",
                "limit=10&page=1",
                "cursor=abc",
                "cursor=",
                "colour=red")) {
            assertThat(owner.get(PATH + "?" + query).code()).as(query).isEqualTo(40002);
        }
        assertThat(owner.get(PATH + "?endpoint=nowhere").code()).isEqualTo(40401);
    }

    @Test
    void a_replay_is_a_new_delivery_of_the_same_event_and_says_so() {
        receiver.answering(receipt -> 410);
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/again"));
        system.awaitDeliveryState(accepted.operationId(), "exhausted");
        receiver.answering(receipt -> 200);

        ApiClient.Answer replay = owner.post(PATH + "/" + delivery(accepted) + "/replay", "");

        assertThat(replay.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> receiver.at("/again").size() == 2);
        WebhookReceiver.Receipt first = receiver.at("/again").get(0);
        WebhookReceiver.Receipt second = receiver.at("/again").get(1);
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.header("Headrace-Replay")).isEqualTo("true");
        assertThat(first.header("Headrace-Replay")).isEmpty();
        Signatures.assertValid(second, system.signingSecret());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> owner.get(replay.header("Location"))
                        .json()
                        .at("/data/state")
                        .asText()
                        .equals("delivered"));
        JsonNode read = owner.get(replay.header("Location")).json().path("data");
        assertThat(read.path("id").asText())
                .isEqualTo(replay.json().at("/data/id").asText())
                .isNotEqualTo(delivery(accepted));
        assertThat(read.path("replayOf").asText()).isEqualTo(delivery(accepted));
    }

    @Test
    void what_is_on_its_way_is_not_replayed() {
        receiver.answering(receipt -> 500);
        ApiClient.Answer accepted = system.test().post(ORDER, "X-Webhook-Callback", receiver.url("/open"));
        system.awaitDeliveryState(accepted.operationId(), "waiting");

        assertThat(owner.post(PATH + "/" + delivery(accepted) + "/replay", "").code())
                .isEqualTo(42201);
    }

    @Test
    void many_are_counted_first_and_then_replayed_once_each() {
        JsonNode made = subscriptions.add(
                "test", receiver.url("/bulk"), body -> body.putArray("schedule").add("PT0S"));
        subscriptions.awaitKnown();
        receiver.answering(receipt -> 500);
        for (int i = 0; i < 7; i++) {
            system.test().post(ORDER);
        }
        String subscription = made.path("id").asText();
        String filter = "subscriptionId=" + subscription;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> items(filter + "&state=exhausted").size() == 7);
        receiver.answering(receipt -> 200);
        String body = "{\"filter\":{\"subscriptionId\":\"" + subscription + "\"},\"dryRun\":%s}";

        assertThat(owner.post(PATH + "/replay", body.formatted("true"))
                        .json()
                        .at("/data/count")
                        .asInt())
                .isEqualTo(7);
        ApiClient.Answer job = owner.post(PATH + "/replay", body.formatted("false"));
        assertThat(job.status()).isEqualTo(202);
        assertThat(job.json().at("/data/total").asInt()).isEqualTo(7);
        JsonNode finished = awaitJob(job.header("Location"), "finished");

        assertThat(finished.path("replayed").asInt()).isEqualTo(7);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> items(filter + "&state=delivered").size() == 7);
        assertThat(receiver.at("/bulk")).hasSize(14);
        assertThat(owner.post(PATH + "/replay", body.formatted("true"))
                        .json()
                        .at("/data/count")
                        .asInt())
                .as("what was made up for is not sent again")
                .isZero();
    }

    @Test
    void a_replay_of_many_can_be_ended_and_another_owner_knows_nothing_of_it() {
        ApiClient.Answer job = owner.post(
                PATH + "/replay", "{\"filter\":{\"recordId\":\"" + Ids.format(Ids.RECORD, Ids.create()) + "\"}}");

        assertThat(system.asAdmin().get(job.header("Location")).code()).isEqualTo(40401);
        assertThat(system.asAdmin().post(job.header("Location") + "/cancel", "").code())
                .isEqualTo(40401);
        assertThat(owner.post(job.header("Location") + "/cancel", "").status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("finished", "cancelled")
                        .contains(owner.get(job.header("Location"))
                                .json()
                                .at("/data/state")
                                .asText()));
        assertThat(SubscriptionTest.fields(
                        owner.post(PATH + "/replay", "{\"filter\":{\"state\":\"sending\",\"x\":1}}")))
                .containsExactlyInAnyOrder("filter.state", "filter.x");
        assertThat(SubscriptionTest.fields(owner.post(PATH + "/replay", "{}"))).containsExactly("filter");
    }

    @Test
    void what_a_subscription_missed_is_recovered() {
        receiver.answering(receipt -> 410);
        JsonNode made = subscriptions.add("test", receiver.url("/missed"));
        subscriptions.awaitKnown();
        Instant since = Instant.now().minusSeconds(60);
        ApiClient.Answer first = system.test().post(ORDER);
        system.awaitDeliveryState(first.operationId(), "exhausted");
        await().until(() -> !owner.get(
                        Subscriptions.PATH + "/" + made.path("id").asText())
                .json()
                .at("/data/disabledAt")
                .isNull());
        ApiClient.Answer second = system.test().post(ORDER);
        system.awaitDeliveryState(second.operationId(), "cancelled");
        String path = Subscriptions.PATH + "/" + made.path("id").asText();
        assertThat(owner.post(path + "/recover?since=" + since, "").code()).isEqualTo(42201);
        receiver.answering(receipt -> 200);
        owner.patch(path, "{\"active\":true}");

        ApiClient.Answer job = owner.post(path + "/recover?since=" + since, "");

        assertThat(job.status()).as(job.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> receiver.at("/missed").size() == 3);
        assertThat(receiver.at("/missed"))
                .extracting(receipt -> receipt.json().path("operationId").asText())
                .containsExactlyInAnyOrder(first.operationId(), first.operationId(), second.operationId());
        assertThat(owner.post(path + "/recover", "").code()).isEqualTo(40002);
    }

    @Test
    void a_test_event_goes_the_way_of_every_other() {
        JsonNode made = subscriptions.add(
                "live", receiver.url("/tried"), body -> body.putArray("events").add("record.deleted"));

        ApiClient.Answer asked =
                owner.post(Subscriptions.PATH + "/" + made.path("id").asText() + "/test", "");

        assertThat(asked.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> receiver.at("/tried").size() == 1);
        WebhookReceiver.Receipt receipt = receiver.at("/tried").get(0);
        Signatures.assertValid(receipt, made.path("secret").asText());
        assertThat(receipt.json().path("type").asText()).isEqualTo("webhook.test");
        assertThat(receipt.json().path("environment").asText()).isEqualTo("live");
        assertThat(receipt.json().path("endpoint").asText()).isEqualTo("orders");
        assertThat(receipt.json().path("id").asText())
                .isEqualTo(asked.json().at("/data/eventId").asText())
                .isEqualTo(receipt.header("webhook-id"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> owner.get(asked.header("Location"))
                        .json()
                        .at("/data/state")
                        .asText()
                        .equals("delivered"));
        assertThat(owner.get(asked.header("Location"))
                        .json()
                        .at("/data/recordId")
                        .isNull())
                .isTrue();
    }

    @Test
    void test_events_of_a_subscription_are_limited() {
        JsonNode made = subscriptions.add("test", receiver.url("/tried-often"));
        JsonNode other = subscriptions.add("test", receiver.url("/tried-once"));
        String test = Subscriptions.PATH + "/" + made.path("id").asText() + "/test";

        for (int i = 0; i < 10; i++) {
            assertThat(owner.post(test, "").status()).isEqualTo(202);
        }
        ApiClient.Answer refused = owner.post(test, "");

        assertThat(refused.code()).isEqualTo(42901);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(owner.post(Subscriptions.PATH + "/" + other.path("id").asText() + "/test", "")
                        .status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> receiver.at("/tried-often").size() == 10);
    }

    private JsonNode awaitJob(String path, String state) {
        return await(state)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> owner.get(path).json().path("data"),
                        job -> job.path("state").asText().equals(state));
    }

    private String delivery(ApiClient.Answer accepted) {
        return Ids.format(Ids.DELIVERY, Ids.derive(system.uuid(accepted.operationId()), "callback"));
    }

    private JsonNode only(String filter) {
        List<JsonNode> items = items(filter);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private List<JsonNode> items(String filter) {
        ApiClient.Answer answer = owner.get(PATH + "?" + filter);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.json().at("/data/items").forEach(items::add);
        return items;
    }
}
