package io.headrace.notifier.plan;

import io.headrace.contracts.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Hears what share of the events the group gives to this instance. None is an answer too: an instance beyond the number
 * of partitions still sends deliveries, and takes over when another goes.
 */
@Singleton
@Identifier("group")
public final class GroupListener implements KafkaConsumerRebalanceListener {
    private volatile boolean joined;

    /** Whether the group has given us our share, which may be none, of a topic that exists. */
    public boolean hasJoined() {
        return joined;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        joined = !partitions.isEmpty() || isThere(consumer.partitionsFor(Topics.EVENTS));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        joined = false;
    }

    private static boolean isThere(@Nullable List<PartitionInfo> partitions) {
        return partitions != null && !partitions.isEmpty();
    }
}
