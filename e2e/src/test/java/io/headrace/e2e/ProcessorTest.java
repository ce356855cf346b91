package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.contracts.Callback;
import io.headrace.contracts.Command;
import io.headrace.contracts.CommandHeaders;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import io.headrace.contracts.Topics;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the processor makes of a log that is not as it should be, and of company. */
class ProcessorTest {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("processor", config -> config);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void poison_is_set_aside_and_the_rest_goes_on() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver();
                KafkaProducer<String, byte[]> producer = producer()) {
            Command good = command(UUID.randomUUID(), "{\"order_id\":\"good\",\"amount\":1}", receiver.url("/good"));
            // PostgreSQL takes no NUL; the door would have refused it.
            Command refused =
                    command(UUID.randomUUID(), "{\"order_id\":\"\\u0000\",\"amount\":1}", receiver.url("/refused"));
            Command last = command(UUID.randomUUID(), "{\"order_id\":\"last\",\"amount\":1}", receiver.url("/last"));
            int partition = 3;
            producer.send(new ProducerRecord<>(Topics.COMMANDS, partition, (String) null, null));
            producer.send(new ProducerRecord<>(Topics.COMMANDS, partition, "junk", new byte[] {0, 1, 2}));
            producer.send(message(partition, good));
            producer.send(message(partition, refused));
            producer.send(message(partition, last)).get(10, TimeUnit.SECONDS);

            await().atMost(Duration.ofSeconds(60)).until(() -> state(last).equals("applied"));
            assertThat(state(good)).isEqualTo("applied");
            assertThat(state(refused)).isEqualTo("dead");
            assertThat(system.count("SELECT count(*) FROM operation WHERE state = 'dead' AND kafka_partition = 3"))
                    .isEqualTo(3);
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.count() == 3);
            assertThat(receiver.at("/refused").get(0).json().path("type").asText())
                    .isEqualTo("record.rejected");
        }
    }

    @Test
    void a_log_that_is_read_again_from_its_beginning_changes_nothing_and_tells_nobody_twice() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String id = system.live()
                    .post("{\"order_id\":\"again\",\"amount\":1}", "X-Webhook-Callback", receiver.url("/1"))
                    .id();
            system.live().put(id, "{\"order_id\":\"again\",\"amount\":2}", "X-Webhook-Callback", receiver.url("/2"));
            await().atMost(Duration.ofSeconds(60)).until(() -> receiver.count() == 2);
            long operations = system.count("SELECT count(*) FROM operation");

            system.local().stop("processor");
            rewind("headrace-processor");
            system.local().process("processor").start();
            String after =
                    system.live().post("{\"order_id\":\"after\",\"amount\":3}").id();
            system.awaitRecord(system.live(), after, 1);
            await("all of it was read again")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> metric("processor", "headrace_commands_read_again_total") >= 2);

            assertThat(system.count("SELECT count(*) FROM operation")).isEqualTo(operations + 1);
            assertThat(system.live().record(id).json().at("/data/version").asInt())
                    .isEqualTo(2);
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(60)).until(() -> receiver.count() == 2);
        }
    }

    @Test
    void a_second_processor_shares_the_work_and_may_leave_again() {
        try (WebhookReceiver receiver = new WebhookReceiver();
                WriteStream writes = new WriteStream(system, receiver, 2)) {
            writes.awaitAccepted(50);
            SupervisedProcess second = system.local()
                    .addInstance(
                            Service.PROCESSOR,
                            "processor-2",
                            io.headrace.local.Ports.free().processor());
            await().atMost(Duration.ofSeconds(60)).until(second::answers);
            await("the second has partitions")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> metric("processor-2", "headrace_batch_size_count") > 0);
            writes.awaitAcceptedMore(50);
            second.suspendRestarts();
            second.kill();
            writes.awaitAcceptedMore(50);
            writes.stop();

            await("all accepted writes are decided")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> writes.undecided() == 0);
            writes.assertStoredInOrder();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> writes.untold(receiver).isEmpty());
        }
    }

    /** Frozen longer than its session lasts, in the middle of its work, with a successor at hand. */
    @Test
    void a_frozen_processor_is_replaced_and_does_no_harm_when_it_thaws() {
        try (WebhookReceiver receiver = new WebhookReceiver();
                WriteStream writes = new WriteStream(system, receiver, 2)) {
            SupervisedProcess successor = system.local()
                    .addInstance(
                            Service.PROCESSOR,
                            "processor-3",
                            io.headrace.local.Ports.free().processor());
            await().atMost(Duration.ofSeconds(60)).until(successor::answers);
            SupervisedProcess frozen = system.local().process("processor");
            writes.awaitAcceptedMore(50);
            frozen.pause();
            try {
                long before = writes.accepted();
                writes.awaitAcceptedMore(50);
                await("the successor has caught up")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> writes.undecidedOf(before) == 0);
            } finally {
                frozen.resume();
            }
            writes.awaitAcceptedMore(50);
            writes.stop();

            await("all accepted writes are decided")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> writes.undecided() == 0);
            writes.assertStoredInOrder();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> writes.untold(receiver).isEmpty());
            successor.suspendRestarts();
            successor.stop();
        }
    }

    @Test
    void an_id_from_the_future_does_not_stop_the_partitions_of_other_days() {
        UUID future = Ids.derive(Instant.now().plus(Duration.ofDays(10)), "a clock that is ahead");
        system.query("SELECT headrace_ensure_partitions('operation', (now() AT TIME ZONE 'UTC')::date, 8)");
        system.execute("INSERT INTO operation (id, state, applied_at, kafka_partition, kafka_offset) VALUES ('" + future
                + "', 'dead', now(), 0, 0)");

        long made =
                system.count("SELECT headrace_ensure_partitions('operation', (now() AT TIME ZONE 'UTC')::date, 15)");

        assertThat(made).as("days 8 to 14 but for the tenth").isEqualTo(6);
        system.execute("DELETE FROM operation WHERE id = '" + future + "'");
    }

    private static String state(Command command) {
        return system.query("SELECT state FROM operation WHERE id = ?", command.operationId()).stream()
                .map(row -> (String) row.get("state"))
                .findFirst()
                .orElse("");
    }

    private static double metric(String process, String name) {
        int port = system.local().process(process).port();
        String all = ApiClient.send(java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create("http://127.0.0.1:" + port + "/q/metrics")))
                .text();
        return all.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void rewind(String group) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.local().bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
            for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
                beginnings.put(new TopicPartition(Topics.COMMANDS, partition), new OffsetAndMetadata(0));
            }
            await("the group is empty")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> {
                        admin.alterConsumerGroupOffsets(group, beginnings).all().get(10, TimeUnit.SECONDS);
                        return true;
                    });
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", system.local().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<String, byte[]> message(int partition, Command command) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                Topics.COMMANDS, partition, command.recordId().toString(), command.body());
        CommandHeaders.write(command)
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private static Command command(UUID record, String body, String callback) throws Exception {
        Map<String, Object> endpoint = system.query("SELECT id, owner_id FROM endpoint WHERE slug = 'orders'")
                .get(0);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Command(
                Ids.create(),
                record,
                OperationKind.CREATE,
                (UUID) endpoint.get("owner_id"),
                (UUID) endpoint.get("id"),
                "orders",
                Environment.LIVE,
                Origin.API,
                "test",
                Instant.now(),
                "req_test",
                null,
                null,
                new Callback(callback, null, null),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                bytes);
    }
}
