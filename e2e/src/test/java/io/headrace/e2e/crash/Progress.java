package io.headrace.e2e.crash;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One line every half minute, so that who waits knows that something moves. */
final class Progress implements AutoCloseable {
    private static final long SECONDS = 30;

    private final long startNanos = System.nanoTime();
    private final Tally tally;
    private final Nemesis nemesis;
    private final Consumer<String> console;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(Tally tally, Nemesis nemesis, Consumer<String> console) {
        this.tally = tally;
        this.nemesis = nemesis;
        this.console = console;
    }

    void start() {
        clock.scheduleAtFixedRate(this::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void tell() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        console.accept("%d s: %s fault=%s".formatted(seconds, tally, nemesis.current()));
    }
}
