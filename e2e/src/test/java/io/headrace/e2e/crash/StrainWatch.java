package io.headrace.e2e.crash;

import io.headrace.e2e.history.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notes each second in which far more threads of the whole machine wanted to run than it has processors: the run shares
 * it with strangers then, and nobody in it can be in time. So it is where the machine stands still for half a second. Only where Linux tells; elsewhere nothing is noted.
 */
final class StrainWatch implements AutoCloseable {
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final int SAMPLES = 10;
    private static final long BETWEEN_SAMPLES_MILLIS = 100;
    private static final long STALL = Duration.ofMillis(500).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** A run that has a machine for itself stays below it, also while its processes start. */
    private static final double STRAINED = 4;

    private final HistoryLog history;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "strain");
        thread.setDaemon(true);
        return thread;
    });
    private int samples;
    private int threads;
    private long lastNanos;

    StrainWatch(HistoryLog history) {
        this.history = history;
    }

    void start() {
        if (runnable().isPresent()) {
            lastNanos = System.nanoTime();
            clock.scheduleAtFixedRate(
                    this::sample, BETWEEN_SAMPLES_MILLIS, BETWEEN_SAMPLES_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void sample() {
        noteStall();
        threads += runnable().orElse(0);
        if (++samples == SAMPLES) {
            double each = (double) threads / SAMPLES / Runtime.getRuntime().availableProcessors();
            if (each >= STRAINED) {
                history.add(at -> new Entry.Strain(at, each));
            }
            samples = 0;
            threads = 0;
        }
    }

    /** Who looks ten times a second and did not for half a second was not let to: nor were the clients beside it. */
    private void noteStall() {
        long now = System.nanoTime();
        long stalled = now - lastNanos;
        lastNanos = now;
        for (long ago = 0; stalled >= STALL && ago < stalled; ago += SECOND) {
            long end = ago;
            history.add(at -> new Entry.Strain(at - end, STRAINED));
        }
    }

    /** The fourth word: threads that run or want to, a slash, all threads. Our own, which looks, is no strain. */
    private static OptionalInt runnable() {
        try {
            String words = Files.readString(LOAD).split(" ")[3];
            return OptionalInt.of(Integer.parseInt(words.substring(0, words.indexOf('/'))) - 1);
        } catch (IOException | RuntimeException e) {
            return OptionalInt.empty();
        }
    }
}
