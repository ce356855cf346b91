package io.headrace.local;

import io.headrace.backends.ChildProcess;
import io.headrace.backends.Launch;
import io.headrace.backends.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process of the local system, kept alive: who dies without having been told to is started again. */
public final class SupervisedProcess {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final int LINES_KEPT = 20;

    /** What a process of the system has in common with the others. */
    record Surroundings(
            ScheduledExecutorService clock, RestartBackoff backoff, Consumer<String> console, Runnable changed) {}

    private final Program program;
    private final int port;
    private final Path log;
    private final LogFile logFile;
    private final Surroundings surroundings;
    private final List<String> lastLines = new ArrayList<>();

    private volatile @Nullable ChildProcess child;
    private long startedNanos;
    private boolean wanted;
    private boolean retired;
    private boolean restarts = true;
    private volatile int deathsInARow;

    SupervisedProcess(Program program, int port, Path log, Surroundings surroundings) throws IOException {
        this.program = program;
        this.port = port;
        this.log = log;
        this.logFile = LogFile.open(log);
        this.surroundings = surroundings;
    }

    public String name() {
        return program.name();
    }

    public int port() {
        return port;
    }

    public Path log() {
        return log;
    }

    /** The process id of this run of it; each restart has another. */
    public long pid() {
        ChildProcess current = child;
        if (current == null) {
            throw new IllegalStateException(name() + " was not started yet");
        }
        return current.pid();
    }

    public boolean isAlive() {
        ChildProcess current = child;
        return current != null && current.isAlive();
    }

    /** Whether it serves its clients now. */
    public boolean answers() {
        return isAlive() && program.answers();
    }

    /** Starts it, if it does not run. */
    public synchronized void start() {
        wanted = !retired;
        if (wanted && !isAlive()) {
            spawn();
        }
    }

    /** A clean stop; it stays stopped until {@link #start}. */
    public synchronized void stop() {
        wanted = false;
        ChildProcess current = child;
        if (current != null && current.isAlive()) {
            boolean obeyed = current.stop(STOP_PATIENCE);
            if (obeyed) {
                tellProgram();
            }
            say(obeyed ? "stopped" : "did not stop in " + STOP_PATIENCE.toSeconds() + " s and was killed");
        }
        surroundings.changed().run();
    }

    /** kill -9. It is started again soon, unless {@link #suspendRestarts} was called before. */
    public void kill() {
        ChildProcess current = child;
        if (current != null) {
            current.kill();
        }
    }

    /** SIGSTOP. */
    public void pause() {
        current().pause();
    }

    /** SIGCONT. */
    public void resume() {
        current().resume();
    }

    /** From now on it stays dead when it dies. */
    public synchronized void suspendRestarts() {
        restarts = false;
    }

    /** Starts it again if it has died meanwhile, and watches over it as before. */
    public synchronized void resumeRestarts() {
        restarts = true;
        startAgain();
    }

    int deathsInARow() {
        return deathsInARow;
    }

    /** What it said last, for the person who has to find out why it dies. */
    String lastWords() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    Optional<ServiceEntry> entry() {
        ChildProcess current = child;
        return current == null || !current.isAlive()
                ? Optional.empty()
                : Optional.of(new ServiceEntry(
                        name(),
                        current.pid(),
                        port,
                        log.toString(),
                        current.startedAt().toString()));
    }

    /** Neither starts nor restarts from here on. */
    synchronized void retire() {
        wanted = false;
        retired = true;
    }

    /** No more lines are kept. */
    void closeLog() throws IOException {
        if (logFile.lostLines() > 0) {
            surroundings
                    .console()
                    .accept(Console.prefixed(
                            "headrace", logFile.lostLines() + " lines of " + name() + " could not be kept"));
        }
        logFile.close();
    }

    private ChildProcess current() {
        ChildProcess current = child;
        if (current == null || !current.isAlive()) {
            throw new IllegalStateException(name() + " does not run");
        }
        return current;
    }

    private synchronized void startAgain() {
        if (wanted && restarts && !isAlive()) {
            spawn();
        }
    }

    private void spawn() {
        startedNanos = System.nanoTime();
        try {
            Launch launch = program.prepare();
            ChildProcess started = ChildProcess.start(name(), launch, this::line);
            child = started;
            surroundings.changed().run();
            started.onExit().thenAccept(code -> died(started, code));
        } catch (IOException e) {
            died("could not be started: " + e.getMessage());
        }
    }

    private synchronized void died(ChildProcess which, int exitCode) {
        if (wanted && which == child) {
            surroundings.changed().run();
            died("died (exit code " + exitCode + ")");
        }
    }

    private void died(String how) {
        Duration uptime = Duration.ofNanos(System.nanoTime() - startedNanos);
        deathsInARow = surroundings.backoff().deathsInARow(deathsInARow, uptime);
        if (!restarts) {
            say(how);
            return;
        }
        Duration delay = surroundings.backoff().delay(deathsInARow);
        say(how + ", starting it again in " + delay.toMillis() + " ms");
        surroundings.clock().schedule(this::startAgain, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tellProgram() {
        try {
            program.ended();
        } catch (IOException e) {
            say("left something undone: " + e.getMessage());
        }
    }

    private void line(String text) {
        logFile.line(text);
        synchronized (lastLines) {
            lastLines.add(text);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.remove(0);
            }
        }
        surroundings.console().accept(Console.prefixed(name(), text));
    }

    private void say(String what) {
        logFile.line(Instant.now() + " supervisor: " + name() + " " + what);
        surroundings.console().accept(Console.prefixed("headrace", name() + " " + what));
    }
}
