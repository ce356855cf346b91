package io.headrace.bench.run.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One run of the benchmark. */
public record Results(
        Instant date, Duration took, String commit, boolean quick, Machine machine, List<Finding> findings) {
    public Results {
        findings = List.copyOf(findings);
    }
}
