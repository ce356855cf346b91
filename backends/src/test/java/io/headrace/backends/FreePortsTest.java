package io.headrace.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FreePortsTest {
    @Test
    void noneIsHandedOutTwice() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(ports.add(FreePorts.next())).isTrue();
        }
    }

    @Test
    void aPartIsANumberThatMayBeginWithAZero() {
        assertThat(FreePorts.part("0")).isZero();
        assertThat(FreePorts.part("02")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "-1", "one", "0${surefire.forkNumber}"})
    void whatIsNoPartIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FreePorts.part(text))
                .withMessageContaining(text);
    }
}
