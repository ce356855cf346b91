package io.headrace.e2e.judge;

import io.headrace.e2e.history.FaultKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run came to: how much was done to the system, and what of it went wrong, by law. */
public record Verdict(Counts counts, List<Finding> findings) {

    /**
     * @param acknowledgedWrites logical writes that a client was told are accepted
     * @param calls requests of all kinds
     * @param webhooks that came to a target
     * @param faults that began, by kind
     */
    public record Counts(long acknowledgedWrites, long calls, long webhooks, Map<FaultKind, Long> faults) {}

    /**
     * @param smallest null if there is no violation
     * @param note empty, or a figure, or why the law was not measured
     */
    public record Finding(
            Law law, long violations, @Nullable Breach smallest, String note) {}

    public boolean holds() {
        return findings.stream().allMatch(finding -> finding.violations() == 0);
    }

    public Finding of(Law law) {
        return findings.stream()
                .filter(finding -> finding.law() == law)
                .findFirst()
                .orElseThrow();
    }

    public List<Law> broken() {
        return findings.stream()
                .filter(finding -> finding.violations() > 0)
                .map(Finding::law)
                .toList();
    }
}
