package io.headrace.bench.run.scenario;

/**
 * How long and how often things are measured.
 *
 * @param seconds of one measurement
 * @param pairs of a figure and its limit
 * @param warmUpRounds at least, and at most
 * @param backlog commands in a queue that is drained
 */
public record Pace(
        double seconds, int pairs, int leastWarmUpRounds, int mostWarmUpRounds, int backlog, double memoryMinutes) {
    public static Pace of(boolean quick, double memoryMinutes) {
        return quick ? new Pace(2, 3, 2, 4, 5_000, memoryMinutes) : new Pace(8, 3, 5, 15, 200_000, memoryMinutes);
    }
}
