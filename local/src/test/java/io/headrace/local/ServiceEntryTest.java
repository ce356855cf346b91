package io.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceEntryTest {
    private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00.120Z");
    private static final ServiceEntry ENTRY =
            new ServiceEntry("processor", 123, 8081, ".local/log/processor.log", STARTED.toString());

    @TempDir
    Path folder;

    @Test
    void theSameNumberAndTheSameStartIsTheSameProcess() {
        assertThat(ENTRY.isSameProcess(Optional.of(STARTED.plusMillis(900)))).isTrue();
    }

    @Test
    void theSameNumberWithAnotherStartIsAStranger() {
        assertThat(ENTRY.isSameProcess(Optional.of(STARTED.plusSeconds(3)))).isFalse();
        assertThat(ENTRY.isSameProcess(Optional.of(STARTED.minusSeconds(3)))).isFalse();
    }

    @Test
    void aProcessWhoseStartIsUnknownIsNeverTakenForOurs() {
        assertThat(ENTRY.isSameProcess(Optional.empty())).isFalse();
    }

    @Test
    void theListHasTheContractsMembers() throws IOException {
        Path file = folder.resolve("services.json");

        new ServicesFile(file).write(List.of(ENTRY));

        assertThat(Files.readString(file))
                .startsWith("[{\"name\":\"processor\",\"pid\":123,\"port\":8081,\"log\":\".local/log/processor.log\"");
        assertThat(new ServicesFile(file).read()).containsExactly(ENTRY);
    }

    @Test
    void aListThatCannotBeReadIsAnEmptyOne() throws IOException {
        Path file = folder.resolve("services.json");
        assertThat(new ServicesFile(file).read()).isEmpty();
        Files.writeString(file, "[{\"na");
        assertThat(new ServicesFile(file).read()).isEmpty();
    }

    @Test
    void whatAKilledRunLeftIsEndedAndAStrangerIsSpared() throws Exception {
        Process left = new ProcessBuilder("cat").start();
        Process stranger = new ProcessBuilder("cat").start();
        List<String> said = new ArrayList<>();

        new Leftovers(said::add)
                .end(List.of(
                        entry("notifier", left.pid(), left.info().startInstant().orElseThrow()),
                        entry("kafka", stranger.pid(), STARTED)));

        assertThat(ProcessHandle.of(left.pid()).map(ProcessHandle::isAlive)).isNotEqualTo(Optional.of(true));
        assertThat(stranger.isAlive()).isTrue();
        assertThat(said).containsExactly("ending notifier (process " + left.pid() + "), left by a run that was killed");
        stranger.destroy();
    }

    private static ServiceEntry entry(String name, long pid, Instant startedAt) {
        return new ServiceEntry(name, pid, 1, "log", startedAt.toString());
    }
}
