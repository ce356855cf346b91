package io.headrace.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** One embedded program and, while it runs, its child process. */
final class EmbeddedBackend implements Backend {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int LINES_KEPT = 50;

    private final Program program;
    private final ConcurrentLinkedDeque<String> lastLines = new ConcurrentLinkedDeque<>();
    private @Nullable ChildProcess process;

    EmbeddedBackend(Program program) {
        this.program = program;
    }

    /** Tries again while it dies early: the orphans of a killed PostgreSQL need a moment to let go of its data. */
    @Override
    public synchronized void start() {
        try {
            Patience.until(START_PATIENCE, this::runsAndAnswers, program.name() + " does not answer");
        } catch (IllegalStateException e) {
            kill();
            throw new IllegalStateException(e.getMessage() + "; it said:\n" + String.join("\n", lastLines), e);
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.stop(STOP_PATIENCE);
        }
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void pause() {
        running().pause();
    }

    @Override
    public synchronized void resume() {
        running().resume();
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    private boolean runsAndAnswers() {
        if (process != null && process.isAlive()) {
            return program.answers();
        }
        process = spawn();
        return false;
    }

    private ChildProcess running() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException(program.name() + " does not run");
        }
        return process;
    }

    private ChildProcess spawn() {
        try {
            return ChildProcess.start(program.name(), program.prepare(), this::remember);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(String line) {
        lastLines.addLast(line);
        while (lastLines.size() > LINES_KEPT) {
            lastLines.pollFirst();
        }
    }
}
