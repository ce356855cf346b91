package io.headrace.processor;

import io.headrace.store.command.CommandStore;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Starts each assigned partition at the earlier of the stored position and Kafka's own offset: before the first,
 * commands would be lost; before the second, events would.
 */
@ApplicationScoped
@Identifier("positions")
class PositionListener implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(PositionListener.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Preparation preparation;
    private final CommandStore store;
    private final Set<Integer> assigned = new HashSet<>();
    private volatile Set<Integer> visible = Set.of();
    private volatile boolean joined;

    PositionListener(Preparation preparation, CommandStore store) {
        this.preparation = preparation;
        this.store = store;
    }

    /** Partitions that are ours now. */
    Set<Integer> assigned() {
        return visible;
    }

    /** Whether the group has given us our share, which may be none. */
    boolean hasJoined() {
        return joined;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        String topicId = preparation.topicId();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            open(consumer, topicId, partition, beginnings.get(partition));
            assigned.add(partition.partition());
        }
        visible = Set.copyOf(assigned);
        joined = true;
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> assigned.remove(partition.partition()));
        visible = Set.copyOf(assigned);
    }

    private void open(Consumer<?, ?> consumer, String topicId, TopicPartition partition, long beginning) {
        CommandStore.Opened opened =
                store.open(topicId, partition.partition(), beginning).await().atMost(PATIENCE);
        if (opened.before() < opened.nextOffset()) {
            LOG.errorf(
                    "Commands lost to Kafka's retention partition=%d from=%d to=%d",
                    partition.partition(), opened.before(), opened.nextOffset());
        }
        long offset = consumer.position(partition);
        if (opened.nextOffset() < offset) {
            LOG.infof(
                    "Reading again what PostgreSQL does not have partition=%d from=%d instead of=%d",
                    partition.partition(), opened.nextOffset(), offset);
            consumer.seek(partition, opened.nextOffset());
        }
    }
}
