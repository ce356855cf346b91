package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.HeapGauge;
import io.headrace.bench.run.rig.HeapGauge.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What one service held over a time. */
record MemoryUse(String service, List<Memory> samples) {
    /** The limit that every service runs under ({@code -Xmx}): nothing else may be needed. */
    private static final double MOST_MEGABYTES = 256;

    /** Flat: what stays after a collection has grown by no more than this from the first third to the last. */
    private static final double FLAT_MEGABYTES = 8;

    /**
     * @param during what the service went through meanwhile
     * @param notes of that
     */
    List<Finding> findings(String during, List<String> notes) {
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(
                service + ", most that was live, " + during,
                Series.of(most(Memory::live)),
                new Goal.AtMost(MOST_MEGABYTES),
                notes,
                details()));
        findings.add(finding(
                service + ", growth of what is live, " + during,
                Series.of(growth(samples.stream().map(Memory::live).toList())),
                new Goal.AtMost(FLAT_MEGABYTES),
                List.of(),
                Map.of()));
        return findings;
    }

    /** The median of the last third less that of the first. */
    static double growth(List<Double> values) {
        int third = Math.max(1, values.size() / 3);
        double first = new Series(values.subList(0, third)).median();
        return new Series(values.subList(values.size() - third, values.size())).median() - first;
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("mostUsed", most(Memory::usedBefore));
        details.put("mostCommitted", most(Memory::committed));
        details.put("mostResident", most(Memory::resident));
        details.put("samples", samples);
        return details;
    }

    private double most(ToDoubleFunction<HeapGauge.Memory> megabytes) {
        return samples.stream().mapToDouble(megabytes).max().orElse(0);
    }

    private static Finding finding(
            String what, Series measured, Goal goal, List<String> notes, Map<String, Object> details) {
        return new Finding("memory", "memory: " + what, "MB", measured, Optional.empty(), goal, notes, details);
    }
}
