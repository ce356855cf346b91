package io.headrace.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.PostmasterPid.Holder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PostmasterPidTest {
    private static final Instant WRITTEN = Instant.ofEpochSecond(1_711_000_000);
    private static final PostmasterPid LOCK = new PostmasterPid(4711, WRITTEN);

    @Test
    void theProcessAndTheTimeAreReadFromTheFirstAndThirdLine() {
        assertThat(PostmasterPid.parse(List.of("4711", "/data", "1711000000", "15432")))
                .contains(LOCK);
    }

    @Test
    void aFileThatWasWrittenOnlyHalfNamesNobody() {
        assertThat(PostmasterPid.parse(List.of("4711", "/data"))).isEmpty();
        assertThat(PostmasterPid.parse(List.of())).isEmpty();
    }

    @Test
    void aProcessThatBeganJustBeforeTheFileWasWrittenIsTheServer() {
        assertThat(LOCK.holder(Optional.of(WRITTEN.minusSeconds(1)))).isEqualTo(Holder.SERVER);
    }

    @Test
    void aProcessThatBeganLaterOnlyHasTheSameNumber() {
        assertThat(LOCK.holder(Optional.of(WRITTEN.plusSeconds(600)))).isEqualTo(Holder.STRANGER);
    }

    @Test
    void aNumberThatNobodyHasIsHeldByNobody() {
        assertThat(LOCK.holder(Optional.empty())).isEqualTo(Holder.NOBODY);
    }
}
