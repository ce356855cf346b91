package io.headrace.backends;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of a program as a child of this process, from its start to its end. */
public final class ChildProcess {
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final StopSignal stopSignal;
    private final Thread reader;

    private ChildProcess(Process process, StopSignal stopSignal, Thread reader) {
        this.process = process;
        this.stopSignal = stopSignal;
        this.reader = reader;
    }

    /** @param lines gets each line that the program writes, on a thread of its own */
    public static ChildProcess start(String name, Launch launch, Consumer<String> lines) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(OwnSession.wrap(launch.command())).redirectErrorStream(true);
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        Thread reader = new Thread(() -> read(process, lines), "output-of-" + name);
        reader.setDaemon(true);
        reader.start();
        return new ChildProcess(process, launch.stopSignal(), reader);
    }

    public long pid() {
        return process.pid();
    }

    /** When the operating system says that the process began; with the pid it names one process for ever. */
    public Instant startedAt() {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code, once the process has ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** kill -9, and waits until the process is gone. */
    public void kill() {
        process.toHandle().destroyForcibly();
        waitFor(KILL_PATIENCE);
    }

    /** Asks the program to stop and waits; what is still there after {@code patience} is killed. Tells whether it obeyed. */
    public boolean stop(Duration patience) {
        if (process.isAlive()) {
            requestStop();
        }
        boolean obeyed = waitFor(patience);
        if (!obeyed) {
            kill();
        }
        return obeyed;
    }

    /** Freezes the process where it stands (SIGSTOP), as a long garbage collection or a stalled machine would. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused process run on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void requestStop() {
        switch (stopSignal) {
            // Through the handle: Process.destroy would close the pipe too, and the program's last words be lost.
            case TERM -> process.toHandle().destroy();
            case INT -> signal("INT");
        }
    }

    private void signal(String name) {
        if (!Executables.succeeds(List.of("kill", "-" + name, Long.toString(pid()))) && process.isAlive()) {
            throw new IllegalStateException("cannot send SIG" + name + " to process " + pid());
        }
    }

    private boolean waitFor(Duration patience) {
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                reader.join(KILL_PATIENCE.toMillis());
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            // The process was killed while we read: what it had written until then has been passed on.
        }
    }
}
