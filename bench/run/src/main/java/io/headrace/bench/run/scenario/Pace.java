package io.headrace.bench.run.scenario;

/**
 * How long and how often things are measured.
 *
 * @param seconds of one measurement
 * @param pairs of a figure and its limit
 * @param leastWarmUpRounds even where nothing gets faster
 * @param mostWarmUpRounds even where it still does
 * @param backlog commands in a queue that is drained
 * @param fewRecords in the tables of a system that is new
 * @param manyRecords in those of one that has been used for long
 */
public record Pace(
        double seconds,
        double warmUpSeconds,
        int pairs,
        int leastWarmUpRounds,
        int mostWarmUpRounds,
        int backlog,
        int fewRecords,
        int manyRecords,
        double memoryMinutes) {
    public static Pace of(boolean quick, double memoryMinutes) {
        return quick
                ? new Pace(2, 1, 3, 2, 4, 5_000, 1_000, 20_000, memoryMinutes)
                : new Pace(8, 6, 3, 6, 16, 200_000, 10_000, 1_000_000, memoryMinutes);
    }

    /** For JVMs that have just been started: their first rounds are noise. */
    Pace fromCold() {
        return new Pace(
                seconds,
                warmUpSeconds,
                pairs,
                2 * leastWarmUpRounds,
                2 * mostWarmUpRounds,
                backlog,
                fewRecords,
                manyRecords,
                memoryMinutes);
    }
}
