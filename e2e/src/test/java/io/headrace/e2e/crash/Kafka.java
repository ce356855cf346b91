package io.headrace.e2e.crash;

import io.headrace.backends.Patience;
import io.headrace.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka by its back door: offsets of the groups, and messages that no service of ours would write. */
final class Kafka {
    private static final long SECONDS = 20;
    private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final String bootstrapServers;

    Kafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** What of a topic a group has not read, in words; empty when it has read all. */
    List<String> unread(String group, String topic) throws Exception {
        try (Admin admin = admin()) {
            Map<TopicPartition, Long> ends = ends(admin, topic);
            Map<TopicPartition, Long> read = read(admin, group);
            List<String> unread = new ArrayList<>();
            ends.forEach((partition, end) -> {
                long left = end - read.getOrDefault(partition, 0L);
                if (left > 0) {
                    unread.add(left + " of " + partition + " not read by " + group);
                }
            });
            return unread;
        }
    }

    /** Only while the group's members are stopped; Kafka is told to forget them. */
    void moveOffsets(String group, LongUnaryOperator move) {
        try (Admin admin = admin()) {
            Patience.until(FORGOTTEN_WITHIN, BETWEEN_TRIES, () -> moved(admin, group, move), group + " has members");
        }
    }

    private static boolean moved(Admin admin, String group, LongUnaryOperator move) {
        try {
            forgetMembers(admin, group);
            Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
            read(admin, group)
                    .forEach((partition, offset) ->
                            moved.put(partition, new OffsetAndMetadata(move.applyAsLong(offset))));
            admin.alterConsumerGroupOffsets(group, moved).all().get(SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void forgetMembers(Admin admin, String group) throws InterruptedException, TimeoutException {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // None is left, or the coordinator has to be asked again: whoever alters the offsets will see.
        }
    }

    void write(Collection<ProducerRecord<byte[], byte[]>> messages) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> message : messages) {
                producer.send(message).get(SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, Topics.DEFAULT_PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Map<TopicPartition, Long> read(Admin admin, String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> read = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, offset) -> read.put(partition, offset.offset()));
        return read;
    }
}
