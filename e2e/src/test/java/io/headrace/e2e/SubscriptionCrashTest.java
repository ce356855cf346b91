package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Ids;
import io.headrace.e2e.agent.AgentJar;
import io.headrace.e2e.agent.CrashPoint;
import io.headrace.e2e.agent.CrashPoints;
import io.headrace.local.SupervisedProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The notifier dies of kill -9 at a named place of an attempt, with two subscriptions to tell: each hears of the event,
 * nobody more often than the crash excuses, and the log of attempts shows none that did not end.
 */
class SubscriptionCrashTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** What the schedule may be late by once the notifier is back. */
    private static final Duration LATE = Duration.ofSeconds(2);
    /** Long enough for a start in between. */
    private static final int RETRY_SECONDS = 20;

    private static final int MANY = 300;

    private static TestSystem system;
    private static CrashPoints points;
    private static OwnerClient owner;

    /** Made before any event: one that is read again after a crash is planned for the subscriptions of then. */
    private static Subscriptions subscriptions;

    private static WebhookReceiver receiver;
    private static JsonNode one;
    private static JsonNode other;

    private ApiClient.Answer written;

    @BeforeAll
    static void start() {
        system = TestSystem.start(TestFolders.own("subscription-crash"), config -> {
            Path control = config.folder().resolve("control");
            points = new CrashPoints(control);
            return AgentJar.build().into(config, control);
        });
        owner = system.asOwner();
        receiver = new WebhookReceiver();
        subscriptions = new Subscriptions(owner);
        one = subscribe("/one");
        other = subscribe("/other");
        subscriptions.awaitKnown();
    }

    @AfterAll
    static void stop() {
        receiver.close();
        system.close();
    }

    @BeforeEach
    void answerWell() {
        receiver.answering(receipt -> 200);
    }

    @Test
    void after_the_lease_nobody_has_heard_anything_and_each_hears_it_once() {
        Instant back = dieAt(CrashPoint.NOTIFIER_AFTER_LEASE);

        awaitDelivered();

        assertThat(received("/one")).hasSize(1);
        assertThat(received("/other")).hasSize(1);
        assertInTime(received("/one").get(0), back);
        assertInTime(received("/other").get(0), back);
        assertLoggedOnce(200);
    }

    @Test
    void with_the_request_written_only_its_target_hears_it_again() {
        Instant back = dieAt(CrashPoint.NOTIFIER_REQUEST_WRITTEN);

        awaitDelivered();

        assertHeardAgainAtMost(1, back);
        assertLoggedOnce(200);
    }

    @Test
    void with_the_answer_not_recorded_its_target_hears_it_again() {
        Instant back = dieAt(CrashPoint.NOTIFIER_ANSWERED_NOT_RECORDED);

        awaitDelivered();

        assertThat(received("/one").size() + received("/other").size())
                .as("who had answered is told again")
                .isGreaterThanOrEqualTo(3);
        assertHeardAgainAtMost(2, back);
        assertLoggedOnce(200);
    }

    @Test
    void between_attempts_the_schedule_is_kept() {
        receiver.answering(receipt -> receipt.path().equals("/one")
                        && receipt.header("Headrace-Attempt").equals("1")
                ? 503
                : 200);

        Instant back = dieAt(CrashPoint.NOTIFIER_BETWEEN_ATTEMPTS);
        Instant due = Instant.parse(attempts(one).get(0).path("nextAttemptAt").asText());
        awaitDelivered();

        List<WebhookReceiver.Receipt> receipts = received("/one");
        assertThat(receipts).extracting(each -> each.header("Headrace-Attempt")).containsExactly("1", "2");
        assertThat(receipts.get(1).at()).as("never early").isAfterOrEqualTo(due);
        assertInTime(receipts.get(1), back.isAfter(due) ? back : due);
        assertThat(received("/other")).as("recorded before").hasSize(1);
        assertThat(attempts(one))
                .extracting(each -> each.path("status").asInt())
                .containsExactly(503, 200);
        assertThat(attempts(other))
                .extracting(each -> each.path("status").asInt())
                .containsExactly(200);
    }

    @Test
    void wherever_it_dies_each_event_has_one_delivery_to_each_subscription_and_reaches_it() {
        Set<UUID> events = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            events.add(system.uuid(system.test().post(ORDER).operationId()));
            if (i % 100 == 50) {
                system.local().process("notifier").kill();
            }
        }

        for (JsonNode subscription : List.of(one, other)) {
            await().atMost(PATIENCE).until(() -> delivered(subscription, events).size() >= MANY);
            assertThat(delivered(subscription, events)).containsExactlyInAnyOrderElementsOf(events);
            assertThat(deliveries(subscription, events)).hasSize(MANY);
        }
        assertThat(eventsReceived("/one")).containsAll(events);
        assertThat(eventsReceived("/other")).containsAll(events);
    }

    private static JsonNode subscribe(String path) {
        return subscriptions.add(
                "test",
                receiver.url(path),
                body -> body.putArray("schedule").add("PT0S").add("PT" + RETRY_SECONDS + "S"));
    }

    /** One write, whose telling the notifier does not survive; when it is there again. */
    private Instant dieAt(CrashPoint point) {
        SupervisedProcess notifier = system.local().process("notifier");
        long pid = notifier.pid();
        int before = points.fired(point);
        points.arm(point, 0);
        written = system.test().post(ORDER);
        await("death at " + point).atMost(PATIENCE).until(() -> points.fired(point) == before + 1);
        await("another notifier").atMost(PATIENCE).until(() -> notifier.pid() != pid && isReady(notifier));
        return Instant.now();
    }

    private static boolean isReady(SupervisedProcess notifier) {
        try {
            return ApiClient.send(HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + notifier.port() + "/q/health/ready")))
                            .status()
                    == 200;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    private void awaitDelivered() {
        for (JsonNode subscription : List.of(one, other)) {
            await().atMost(PATIENCE)
                    .until(() -> delivery(subscription).path("state").asText().equals("delivered"));
        }
    }

    private static List<UUID> delivered(JsonNode subscription, Set<UUID> events) {
        return deliveries(subscription, events).stream()
                .filter(row -> row.get("state").equals("delivered"))
                .map(row -> (UUID) row.get("event_id"))
                .toList();
    }

    private static List<Map<String, Object>> deliveries(JsonNode subscription, Set<UUID> events) {
        return system
                .query(
                        "SELECT event_id, state FROM delivery WHERE subscription_id = ?",
                        Subscriptions.uuid(subscription))
                .stream()
                .filter(row -> events.contains((UUID) row.get("event_id")))
                .toList();
    }

    private static Set<UUID> eventsReceived(String path) {
        return receiver.at(path).stream()
                .map(receipt ->
                        Ids.parse(Ids.EVENT, receipt.header("webhook-id")).orElseThrow())
                .collect(Collectors.toSet());
    }

    /** All of them the same attempt. */
    private void assertHeardAgainAtMost(int subscribers, Instant back) {
        int again = 0;
        for (String path : List.of("/one", "/other")) {
            List<WebhookReceiver.Receipt> receipts = received(path);
            assertThat(receipts).hasSizeBetween(1, 2);
            assertThat(receipts)
                    .extracting(each -> each.header("Headrace-Attempt"))
                    .containsOnly("1");
            assertInTime(receipts.get(receipts.size() - 1), back);
            again += receipts.size() - 1;
        }
        assertThat(again).isLessThanOrEqualTo(subscribers);
    }

    /** Of this test's event. */
    private List<WebhookReceiver.Receipt> received(String path) {
        String eventId = Ids.format(Ids.EVENT, system.uuid(written.operationId()));
        return receiver.at(path).stream()
                .filter(receipt -> receipt.header("webhook-id").equals(eventId))
                .toList();
    }

    private static void assertInTime(WebhookReceiver.Receipt receipt, Instant due) {
        System.out.printf(
                "webhook after a crash: %d ms after it was due, or the notifier was back%n",
                Duration.between(due, receipt.at()).toMillis());
        assertThat(receipt.at()).isBeforeOrEqualTo(due.plus(LATE));
    }

    private void assertLoggedOnce(int status) {
        for (JsonNode subscription : List.of(one, other)) {
            List<JsonNode> log = attempts(subscription);
            assertThat(log).extracting(each -> each.path("number").asInt()).containsExactly(1);
            assertThat(log).extracting(each -> each.path("status").asInt()).containsExactly(status);
        }
    }

    private List<JsonNode> attempts(JsonNode subscription) {
        JsonNode read = owner.get("/api/v1/deliveries/"
                        + delivery(subscription).path("id").asText())
                .json();
        return StreamSupport.stream(read.at("/data/attemptLog").spliterator(), false)
                .toList();
    }

    private JsonNode delivery(JsonNode subscription) {
        JsonNode items = owner.get("/api/v1/deliveries?subscriptionId="
                        + subscription.path("id").asText() + "&recordId=" + written.id())
                .json()
                .at("/data/items");
        assertThat(items).as("one event, one delivery").hasSizeLessThanOrEqualTo(1);
        return items.path(0);
    }
}
