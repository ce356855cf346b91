package io.headrace.bench.run.rig;

import io.headrace.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** A look into Kafka: how much was appended, and how far the notifier has read. */
public final class Queues implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final String PROCESSOR_GROUP = "headrace-processor";
    private static final String NOTIFIER_GROUP = "headrace-notifier";

    private final Admin admin;

    private Queues(Admin admin) {
        this.admin = admin;
    }

    static Queues connect(String bootstrapServers) {
        return new Queues(Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)));
    }

    /** Commands that are not in effect yet, or whose events are not published yet: only then the offset is committed. */
    public long commandsWaiting() {
        return waiting(Topics.COMMANDS, PROCESSOR_GROUP);
    }

    /** Events that the notifier has not taken over yet. */
    public long eventsWaiting() {
        return waiting(Topics.EVENTS, NOTIFIER_GROUP);
    }

    private long waiting(String topic, String group) {
        Map<TopicPartition, OffsetAndMetadata> read =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends(topic).entrySet().stream()
                .mapToLong(end -> end.getValue() - offset(read, end.getKey()))
                .sum();
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> read, TopicPartition partition) {
        OffsetAndMetadata offset = read.get(partition);
        return offset == null ? 0 : offset.offset();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> wanted =
                get(admin.describeTopics(java.util.List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        return get(admin.listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
