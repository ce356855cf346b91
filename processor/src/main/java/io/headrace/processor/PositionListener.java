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
    private final ReadingPlaces places;
    private volatile boolean joined;

    PositionListener(Preparation preparation, CommandStore store, ReadingPlaces places) {
        this.preparation = preparation;
        this.store = store;
        this.places = places;
    }

    /** Whether the group has given us our share, which may be none. */
    boolean hasJoined() {
        return joined;
    }

    /**
     * Opens everything that is ours and not open yet, not only what is said to be new: when opening fails once, Kafka
     * keeps the assignment and calls again with nothing new.
     */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> added) {
        String topicId = preparation.topicIdNow();
        Set<TopicPartition> unopened = new HashSet<>(consumer.assignment());
        unopened.removeIf(partition -> places.isOpen(partition.partition()));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(unopened);
        Map<TopicPartition, Long> ends = consumer.endOffsets(unopened);
        for (TopicPartition partition : unopened) {
            long start = open(consumer, topicId, partition, beginnings.get(partition), ends.get(partition));
            places.open(partition.partition(), start);
        }
        joined = true;
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> places.close(partition.partition()));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }

    /** Where reading starts. */
    private long open(Consumer<?, ?> consumer, String topicId, TopicPartition partition, long beginning, long end) {
        CommandStore.Opened opened =
                store.open(topicId, partition.partition(), beginning).await().atMost(PATIENCE);
        long position = opened.nextOffset();
        if (opened.before() < position) {
            LOG.errorf(
                    "Commands lost to Kafka's retention partition=%d from=%d to=%d",
                    partition.partition(), opened.before(), position);
        }
        if (position > end) {
            LOG.errorf("Commands lost by Kafka partition=%d from=%d to=%d", partition.partition(), end, position);
            store.setBack(topicId, partition.partition(), end).await().atMost(PATIENCE);
            position = end;
        }
        long offset = consumer.position(partition);
        if (position < offset) {
            LOG.infof(
                    "Reading again what PostgreSQL does not have partition=%d from=%d instead of=%d",
                    partition.partition(), position, offset);
            consumer.seek(partition, position);
        }
        return Math.min(position, offset);
    }
}
