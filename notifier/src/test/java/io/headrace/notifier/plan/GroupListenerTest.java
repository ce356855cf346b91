package io.headrace.notifier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class GroupListenerTest {
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final GroupListener listener = new GroupListener();

    @Test
    void notJoinedBeforeTheGroupHasAnswered() {
        assertThat(listener.hasJoined()).isFalse();
    }

    @Test
    void anInstanceBeyondTheNumberOfPartitionsHasJoinedToo() {
        givenTheTopic();

        listener.onPartitionsAssigned(consumer, List.of());

        assertThat(listener.hasJoined()).isTrue();
    }

    @Test
    void withoutTheTopicAnEmptyShareMeansNothing() {
        consumer.updatePartitions(Topics.EVENTS, List.of());

        listener.onPartitionsAssigned(consumer, List.of());

        assertThat(listener.hasJoined()).isFalse();
    }

    @Test
    void anInstanceThatTheGroupGaveUpIsOutUntilItIsAnsweredAgain() {
        List<TopicPartition> share = List.of(new TopicPartition(Topics.EVENTS, 0));
        listener.onPartitionsAssigned(consumer, share);

        listener.onPartitionsLost(consumer, share);
        assertThat(listener.hasJoined()).isFalse();

        listener.onPartitionsAssigned(consumer, share);
        assertThat(listener.hasJoined()).isTrue();
    }

    private void givenTheTopic() {
        consumer.updatePartitions(Topics.EVENTS, List.of(new PartitionInfo(Topics.EVENTS, 0, null, null, null)));
    }
}
