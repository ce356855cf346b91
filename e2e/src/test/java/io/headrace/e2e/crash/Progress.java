package io.headrace.e2e.crash;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One line every half minute, so that who waits knows that something moves. */
final class Progress implements AutoCloseable {
    private static final long SECONDS = 30;

    private final long startNanos = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    Progress(Tally tally, Nemesis nemesis, Consumer<String> console) {
        clock.scheduleAtFixedRate(
                () -> console.accept("%d s: %s fault=%s"
                        .formatted((System.nanoTime() - startNanos) / 1_000_000_000, tally, nemesis.current())),
                SECONDS,
                SECONDS,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
