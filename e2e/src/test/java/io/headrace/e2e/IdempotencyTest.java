package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.contracts.Ids;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A write that is sent again under its Idempotency-Key: the same ids and one effect, whatever happened in between. */
class IdempotencyTest {
    private static final String ORDER = "{\"order_id\":\"A-1\",\"amount\":12.50}";
    private static final String OTHER = "{\"order_id\":\"A-1\",\"amount\":13.50}";
    private static final Duration BACK = Duration.ofSeconds(60);
    private static TestSystem system;

    private final String key = "till-7/" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        system = TestSystem.start("idempotency", config -> config);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void sent_twenty_times_at_once_it_is_one_record_one_operation_and_one_webhook() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            long applied = commandsApplied();
            List<ApiClient.Answer> answers =
                    atOnce(20, "Idempotency-Key", key, "X-Webhook-Callback", receiver.url("/once"));

            assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(202);
            String id = answers.get(0).id();
            String operationId = answers.get(0).operationId();
            assertThat(answers).extracting(ApiClient.Answer::id).containsOnly(id);
            assertThat(answers).extracting(ApiClient.Answer::operationId).containsOnly(operationId);
            await("all twenty have been through the processor")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> commandsApplied() >= applied + 20);
            assertOneEffect(id, operationId, 1);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !receiver.at("/once").isEmpty());
            system.awaitDeliveryState(operationId, "delivered");
            await().during(Duration.ofMillis(1_500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.count() == 1);
            assertThat(system.count("SELECT count(*) FROM delivery WHERE event_id = ?", system.uuid(operationId)))
                    .isEqualTo(1);
        }
    }

    @Test
    void another_request_may_not_have_the_key() {
        ApiClient live = system.live();
        String id = live.post(ORDER, "Idempotency-Key", key).id();
        List<ApiClient.Answer> others = List.of(
                live.post(OTHER, "Idempotency-Key", key),
                live.post(ORDER, "Idempotency-Key", key, "X-Webhook-Callback", "http://127.0.0.1:9/"),
                live.put(id, ORDER, "Idempotency-Key", key),
                live.delete(id, "Idempotency-Key", key));

        assertThat(others).extracting(ApiClient.Answer::status).containsOnly(422);
        assertThat(others).extracting(ApiClient.Answer::code).containsOnly(42202);
        assertThat(live.post(ORDER, "Idempotency-Key", key).id()).isEqualTo(id);
        assertThat(system.awaitRecord(live, id, 1).json().at("/data/version").asInt())
                .isEqualTo(1);
    }

    @Test
    void test_and_live_data_have_keys_of_their_own() {
        ApiClient.Answer live = system.live().post(ORDER, "Idempotency-Key", key);
        ApiClient.Answer test = system.test().post(OTHER, "Idempotency-Key", key);

        assertThat(test.status()).isEqualTo(202);
        assertThat(test.id()).isNotEqualTo(live.id());
        assertThat(system.awaitRecord(system.test(), test.id(), 1).status()).isEqualTo(200);
        assertThat(system.awaitRecord(system.live(), live.id(), 1).status()).isEqualTo(200);
    }

    @Test
    void a_repeated_replace_does_not_undo_a_later_one() {
        ApiClient live = system.live();
        String id = live.post(ORDER, "Prefer", "wait=10").json().at("/data/id").asText();
        ApiClient.Answer first = live.put(id, ORDER, "Idempotency-Key", key);
        live.put(id, OTHER, "Prefer", "wait=10");
        long applied = commandsApplied();

        ApiClient.Answer again = live.put(id, ORDER, "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.operationId()).isEqualTo(first.operationId());
        await().atMost(Duration.ofSeconds(60)).until(() -> commandsApplied() > applied);
        ApiClient.Answer stored = live.record(id);
        assertThat(stored.json().at("/data/version").asInt()).isEqualTo(3);
        assertThat(stored.fields().path("amount").decimalValue()).isEqualByComparingTo("13.50");
    }

    @Test
    void a_repeated_write_may_wait_for_what_became_of_the_first() {
        ApiClient live = system.live();
        ApiClient.Answer created = live.post(ORDER, "Idempotency-Key", key, "Prefer", "wait=10");
        ApiClient.Answer createdAgain = live.post(ORDER, "Idempotency-Key", key, "Prefer", "wait=10");
        String id = created.json().at("/data/id").asText();
        ApiClient.Answer deleted = live.delete(id, "Idempotency-Key", key + "/d", "Prefer", "wait=10");
        ApiClient.Answer deletedAgain = live.delete(id, "Idempotency-Key", key + "/d", "Prefer", "wait=10");

        assertThat(created.status()).isEqualTo(201);
        assertThat(createdAgain.status()).isEqualTo(201);
        assertThat(createdAgain.json().at("/data/id").asText()).isEqualTo(id);
        assertThat(createdAgain.json().at("/data/version").asInt()).isEqualTo(1);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deletedAgain.status()).isEqualTo(200);
        assertThat(deletedAgain.json().at("/data/version").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb"})
    void a_key_of_another_form_is_refused(String bad) {
        ApiClient.Answer answer = system.live().post(ORDER, "Idempotency-Key", bad);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(40002);
        assertThat(answer.json().at("/details/0/field").asText()).isEqualTo("Idempotency-Key");
        assertThat(system.live().post(ORDER, "Idempotency-Key", "x".repeat(256)).code())
                .isEqualTo(40002);
    }

    @Test
    void a_restart_between_two_tries_makes_no_difference() {
        ApiClient.Answer first = system.live().post(ORDER, "Idempotency-Key", key);
        SupervisedProcess ingest = system.local().process("ingest-api");
        long pid = ingest.pid();
        ingest.kill();
        await().atMost(BACK).until(() -> ingest.isAlive() && ingest.pid() != pid && ingest.answers());
        long applied = commandsApplied();

        ApiClient.Answer again = system.live().post(ORDER, "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.operationId()).isEqualTo(first.operationId());
        await().atMost(Duration.ofSeconds(60)).until(() -> commandsApplied() > applied);
        assertOneEffect(first.id(), first.operationId(), 1);
    }

    /** The case that the key is for: nobody knows whether the first try arrived. */
    @Test
    void a_try_that_ended_unknown_may_be_sent_again() {
        ApiClient.Answer before = system.live().post(ORDER);
        system.awaitRecord(system.live(), before.id(), 1);
        SupervisedProcess kafka = system.local().process("kafka");
        kafka.pause();
        ApiClient.Answer unknown;
        try {
            unknown = system.live().post(ORDER, "Idempotency-Key", key);
        } finally {
            kafka.resume();
        }
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.json().path("outcome").asText()).isEqualTo("unknown");

        ApiClient.Answer again = await().atMost(BACK)
                .until(() -> system.live().post(ORDER, "Idempotency-Key", key), answer -> answer.status() == 202);

        assertThat(again.id()).isEqualTo(unknown.id());
        assertThat(again.operationId()).isEqualTo(unknown.operationId());
        system.awaitOperation(system.live(), again.operationId());
        assertOneEffect(again.id(), again.operationId(), 1);
    }

    @Test
    void without_postgresql_nothing_is_sent_and_that_is_said() {
        system.awaitRecord(system.live(), system.live().post(ORDER).id(), 1);
        system.local().stop("postgres");
        ApiClient.Answer plain;
        ApiClient.Answer refused;
        try {
            plain = system.live().post(ORDER);
            refused = system.live().post(ORDER, "Idempotency-Key", key);
        } finally {
            system.local().process("postgres").start();
        }
        assertThat(plain.status()).as("without a key a write needs Kafka alone").isEqualTo(202);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo(50301);
        assertThat(refused.json().path("outcome").asText()).isEqualTo("not_accepted");

        ApiClient.Answer again = await().atMost(BACK)
                .until(() -> system.live().post(ORDER, "Idempotency-Key", key), answer -> answer.status() == 202);

        await().atMost(BACK)
                .ignoreExceptions()
                .until(() -> system.live().record(again.id()).status() == 200);
        assertOneEffect(again.id(), again.operationId(), 1);
    }

    private static void assertOneEffect(String id, String operationId, int version) {
        assertThat(system.awaitRecord(system.live(), id, version)
                        .json()
                        .at("/data/version")
                        .asInt())
                .isEqualTo(version);
        UUID recordId = Ids.parse(Ids.RECORD, id).orElseThrow();
        assertThat(system.query("SELECT id FROM operation WHERE record_id = ?", recordId))
                .extracting(row -> row.get("id"))
                .containsExactly(system.uuid(operationId));
    }

    /** How many messages the processor has behind it, known ones included. */
    private static long commandsApplied() {
        return system.count("SELECT coalesce(sum(next_offset), 0) FROM partition_position");
    }

    /** Where the machine is slow, some wait too long for a connection: they are refused, and sent again. */
    private static ApiClient.Answer postUntilTaken(String... headers) {
        return await().until(() -> system.live().post(ORDER, headers), answer -> answer.status() != 503);
    }

    private static List<ApiClient.Answer> atOnce(int count, String... headers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<ApiClient.Answer>> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sent.add(threads.submit(() -> postUntilTaken(headers)));
            }
            List<ApiClient.Answer> answers = new ArrayList<>();
            for (Future<ApiClient.Answer> each : sent) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
