package io.headrace.notifier.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayWorkerTest {
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 10_001, Integer.MAX_VALUE})
    void aPaceThatCannotBeKeptEndsTheStartWithASentence(int perSecond) {
        assertThatThrownBy(() -> ReplayWorker.bounded(perSecond))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("HEADRACE_REPLAY_PER_SECOND is " + perSecond + ": must be 1 to 10000");
    }

    @Test
    void everyOtherOneIsTaken() {
        assertThat(ReplayWorker.bounded(1)).isEqualTo(1);
        assertThat(ReplayWorker.bounded(10_000)).isEqualTo(10_000);
    }
}
