package io.headrace.bench.run.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run of the benchmark.
 *
 * @param warmUp writes a second in each round before the first scenario, until they got no more
 */
public record Results(
        Instant date,
        Duration took,
        String commit,
        boolean quick,
        Machine machine,
        List<Double> warmUp,
        List<Finding> findings) {
    public Results {
        warmUp = List.copyOf(warmUp);
        findings = List.copyOf(findings);
    }
}
