package io.headrace.e2e.crash;

import io.headrace.contracts.Ids;
import io.headrace.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages that are no commands and no events, as a program gone wrong would write them. */
final class Poison {
    private static final int MESSAGES = 12;

    private Poison() {}

    static List<ProducerRecord<byte[], byte[]>> any(Random random) {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            String topic = random.nextInt(3) == 0 ? Topics.EVENTS : Topics.COMMANDS;
            int partition = random.nextInt(Topics.DEFAULT_PARTITIONS);
            messages.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new ProducerRecord<>(topic, partition, null, null);
                        case 1 -> garbage(random, topic, partition);
                        case 2 -> new ProducerRecord<>(topic, partition, key(), text("{\"no\":\"headers\"}"));
                        default -> wrongHash(topic, partition);
                    });
        }
        return messages;
    }

    private static ProducerRecord<byte[], byte[]> garbage(Random random, String topic, int partition) {
        byte[] key = new byte[random.nextInt(40)];
        byte[] value = new byte[random.nextInt(2_000)];
        random.nextBytes(key);
        random.nextBytes(value);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, key, value);
        message.headers().add("op", new byte[] {0, (byte) 0xff}).add("operation-id", new byte[] {'?'});
        return message;
    }

    /** Complete, but its body is not the one that was hashed. */
    private static ProducerRecord<byte[], byte[]> wrongHash(String topic, int partition) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, key(), text("{\"a\":1}"));
        add(message, "op", "create");
        add(message, "operation-id", Ids.create().toString());
        add(message, "owner-id", UUID.randomUUID().toString());
        add(message, "endpoint-id", UUID.randomUUID().toString());
        add(message, "endpoint", "poison");
        add(message, "environment", "live");
        add(message, "origin", "api");
        add(message, "actor", "nobody");
        add(message, "accepted-at", "1");
        add(message, "request-id", "poison");
        add(message, "content-hash", "0".repeat(64));
        return message;
    }

    private static void add(ProducerRecord<byte[], byte[]> message, String name, String value) {
        message.headers().add(name, text(value));
    }

    private static byte[] key() {
        return text(UUID.randomUUID().toString());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
