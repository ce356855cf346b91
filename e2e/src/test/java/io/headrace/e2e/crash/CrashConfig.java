package io.headrace.e2e.crash;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a crash run is told.
 *
 * @param seed all choices of clients, targets and nemesis follow from it, each by a stream of its own; what differs from
 *     run to run is the real time between them
 * @param length of the time under load; the short lane ends before it when all is done, and after it, at crash points
 *     alone, where that takes longer
 * @param writes acknowledged, that the short lane wants at least
 * @param rate requests a second that the clients together aim at
 * @param folder gets the system's own folder, the history and the table
 */
record CrashConfig(long seed, Lane lane, Duration length, long writes, int rate, Path folder) {
    private static final Duration SHORT_LENGTH = Duration.ofSeconds(190);
    private static final int SHORT_WRITES = 5_000;
    private static final int SHORT_RATE = 70;

    static CrashConfig shortLane(long seed, Path folder) {
        return new CrashConfig(seed, Lane.SHORT, SHORT_LENGTH, SHORT_WRITES, SHORT_RATE, folder);
    }

    static CrashConfig longLane(long seed, Duration length, int rate, Path folder) {
        return new CrashConfig(seed, Lane.LONG, length, 0, rate, folder);
    }
}
