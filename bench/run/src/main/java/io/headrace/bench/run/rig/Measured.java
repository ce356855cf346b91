package io.headrace.bench.run.rig;

import io.headrace.bench.load.LoadReport;
import java.util.Map;

/** What the generator reports of a load, and the processor time that each process used meanwhile. */
public record Measured(LoadReport report, Map<String, Double> cpuSeconds) {
    /** Only answers of this status count as work done. */
    public double perSecond(int status) {
        long all =
                report.statuses().values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : report.perSecond() * answers(status) / all;
    }

    public long answers(int status) {
        return report.statuses().getOrDefault(Integer.toString(status), 0L);
    }

    /** Answers of another status, and requests without one. */
    public long others(int status) {
        return report.statuses().values().stream().mapToLong(Long::longValue).sum() - answers(status) + report.failed();
    }
}
