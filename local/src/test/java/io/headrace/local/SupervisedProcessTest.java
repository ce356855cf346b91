package io.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.backends.Launch;
import io.headrace.backends.Patience;
import io.headrace.backends.Program;
import io.headrace.backends.StopSignal;
import io.headrace.local.SupervisedProcess.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisedProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RestartBackoff QUICK =
            new RestartBackoff(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(20));

    /** Says that it is there, then waits to be told to stop. */
    private record Waiter() implements Program {
        @Override
        public String name() {
            return "waiter";
        }

        @Override
        public Launch prepare() {
            String script = "trap 'echo bye; exit 0' TERM; echo here; while :; do sleep 0.05; done";
            return new Launch(List.of("sh", "-c", script), Map.of(), StopSignal.TERM);
        }

        @Override
        public boolean answers() {
            return true;
        }
    }

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private SupervisedProcess process;

    @BeforeEach
    void start() throws IOException {
        process = new SupervisedProcess(
                new Waiter(), 1, folder.resolve("waiter.log"), new Surroundings(clock, QUICK, said::add, () -> {}));
        process.start();
        await(() -> said.contains("waiter     | here"));
    }

    @AfterEach
    void stop() {
        process.retire();
        process.kill();
        clock.shutdownNow();
    }

    @Test
    void whoWasKilledIsStartedAgainAndTheConsoleSaysSo() {
        long before = process.pid();

        process.kill();

        await(() -> process.isAlive() && process.pid() != before);
        assertThat(said).contains("headrace   | waiter died (exit code 137), starting it again in 1 ms");
    }

    @Test
    void whoWasToldToStopStaysStoppedUntilStarted() throws IOException {
        process.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(said).contains("waiter     | bye", "headrace   | waiter stopped");
        assertThat(said).noneMatch(line -> line.contains("starting it again"));
        assertThat(Files.readAllLines(process.log())).contains("here", "bye");
        process.start();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void whileRestartsAreSuspendedTheDeadStayDead() {
        process.suspendRestarts();
        process.kill();
        await(() -> said.contains("headrace   | waiter died (exit code 137)"));
        assertThat(process.isAlive()).isFalse();

        process.resumeRestarts();

        await(process::isAlive);
    }

    @Test
    void whoIsRetiredIsNotStartedAgain() {
        process.retire();
        process.kill();

        process.start();

        assertThat(process.isAlive()).isFalse();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Patience.until(PATIENCE, condition, "did not happen");
    }
}
