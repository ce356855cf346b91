package io.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionKeeperTest {
    @Test
    void operations_are_kept_as_long_as_is_set_but_never_shorter_than_kafka_may_hold_their_commands() {
        assertThat(PartitionKeeper.operationRetention(Duration.ofDays(30), Duration.ofDays(7)))
                .isEqualTo(Duration.ofDays(30));
        assertThat(PartitionKeeper.operationRetention(Duration.ofDays(10), Duration.ofDays(7)))
                .isEqualTo(Duration.ofDays(15));
        assertThat(PartitionKeeper.operationRetention(Duration.ofDays(30), Duration.ofDays(30)))
                .isEqualTo(Duration.ofDays(38));
    }
}
