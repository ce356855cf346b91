package io.headrace.e2e.judge;

import io.headrace.e2e.history.FaultKind;
import java.util.Locale;
import java.util.Map;

/** Writes a verdict as Markdown: what was done, what was broken, each law, and the smallest history of each breach. */
public final class VerdictTable {
    private VerdictTable() {}

    public static String markdown(Verdict verdict) {
        StringBuilder out = new StringBuilder();
        counts(verdict.counts(), out);
        laws(verdict, out);
        verdict.findings().forEach(finding -> history(finding, out));
        return out.toString();
    }

    private static void counts(Verdict.Counts counts, StringBuilder out) {
        out.append("| | |\n|---|---:|\n");
        line(out, "acknowledged writes", counts.acknowledgedWrites());
        line(out, "calls", counts.calls());
        line(out, "webhooks received", counts.webhooks());
        line(
                out,
                "faults",
                counts.faults().values().stream().mapToLong(Long::longValue).sum());
        for (Map.Entry<FaultKind, Long> fault : counts.faults().entrySet()) {
            line(out, "- " + fault.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '), fault.getValue());
        }
        out.append('\n');
    }

    private static void line(StringBuilder out, String name, long count) {
        out.append("| ")
                .append(name)
                .append(" | ")
                .append("%,d".formatted(count))
                .append(" |\n");
    }

    private static void laws(Verdict verdict, StringBuilder out) {
        out.append("| rule | | violations | |\n|---|---|---:|---|\n");
        for (Verdict.Finding finding : verdict.findings()) {
            out.append("| %s | %s | %,d | %s |\n"
                    .formatted(finding.law(), finding.law().title(), finding.violations(), finding.note()));
        }
    }

    private static void history(Verdict.Finding finding, StringBuilder out) {
        Breach breach = finding.smallest();
        if (breach != null) {
            out.append("\n%s, the smallest history: %s\n\n".formatted(finding.law(), breach.what()));
            Extract.lines(breach.history())
                    .forEach(line -> out.append("    ").append(line).append('\n'));
        }
    }
}
