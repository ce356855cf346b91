package io.headrace.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BackendKindTest {
    @Test
    void containersAreChosenWhereADockerEngineAnswers() {
        assertThat(BackendKind.choose(Optional.empty(), () -> true)).isEqualTo(BackendKind.TESTCONTAINERS);
    }

    @Test
    void childProcessesAreChosenWhereNoDockerEngineAnswers() {
        assertThat(BackendKind.choose(Optional.empty(), () -> false)).isEqualTo(BackendKind.EMBEDDED);
    }

    @Test
    void whatIsForcedIsTakenWithoutAskingDocker() {
        assertThat(BackendKind.choose(Optional.of("embedded"), BackendKindTest::mustNotAsk))
                .isEqualTo(BackendKind.EMBEDDED);
        assertThat(BackendKind.choose(Optional.of("testcontainers"), BackendKindTest::mustNotAsk))
                .isEqualTo(BackendKind.TESTCONTAINERS);
    }

    @Test
    void anotherNameIsRefusedWithTheTwoThatExist() {
        assertThatThrownBy(() -> BackendKind.choose(Optional.of("podman"), () -> true))
                .hasMessage("headrace.backends is \"podman\": it must be testcontainers or embedded");
    }

    private static boolean mustNotAsk() {
        throw new AssertionError("Docker was asked although the kind was forced");
    }
}
