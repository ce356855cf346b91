package io.headrace.bench.run.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The results as a page in Markdown. */
public final class ResultsTable {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final StringBuilder page = new StringBuilder();

    private ResultsTable() {}

    public static String of(Results results) {
        ResultsTable table = new ResultsTable();
        table.head(results);
        results.findings().forEach(table::row);
        table.notes(results);
        return table.page.toString();
    }

    private void head(Results results) {
        Machine machine = results.machine();
        line("| | |");
        line("|---|---|");
        line("| date | " + MINUTE.format(results.date()) + ", " + results.took().toMinutes() + " minutes"
                + (results.quick() ? ", quick: only to see that it works" : "") + " |");
        line("| commit | " + results.commit() + " |");
        line("| machine | " + machine.cores() + " cores, " + machine.cpu() + ", " + machine.memoryMegabytes() / 1024
                + " GB |");
        line("| Java | " + machine.jdk() + " |");
        line("| system | " + machine.system() + " |");
        line("| warm-up | " + results.warmUp().size() + " rounds of writes until they got no faster, "
                + String.join(
                        ", ",
                        results.warmUp().stream().map(ResultsTable::number).toList()) + " a second |");
        line("");
        line("| scenario | measured | beside | share (each pair) | goal | |");
        line("|---|---|---|---|---|---|");
    }

    private void row(Finding finding) {
        String beside = finding.beside()
                .map(other -> number(other.measured().median()) + " " + finding.unit() + ": " + other.what())
                .orElse("");
        String share = finding.shares()
                .map(all -> share(finding.share().orElseThrow()) + " (" + share(all.least()) + " to "
                        + share(all.most()) + ")")
                .orElse("");
        line("| " + finding.what() + " | **" + number(finding.measured().median()) + "** " + finding.unit()
                + spread(finding) + " | " + beside + " | " + share + " | " + goal(finding) + " | " + verdict(finding)
                + " |");
    }

    private void notes(Results results) {
        line("");
        for (Finding finding : results.findings()) {
            finding.notes().forEach(note -> line("- " + finding.what() + ": " + note));
        }
    }

    static String goal(Finding finding) {
        if (finding.goal() instanceof Goal.ShareAtLeast least) {
            return ">= " + least.share();
        }
        return finding.goal() instanceof Goal.AtMost most
                ? "<= " + Math.round(most.value()) + " " + finding.unit()
                : "";
    }

    private static String spread(Finding finding) {
        Series measured = finding.measured();
        return measured.values().size() == 1
                ? ""
                : " (" + number(measured.least()) + " to " + number(measured.most()) + ")";
    }

    private static String verdict(Finding finding) {
        return finding.isMet().map(met -> met ? "met" : "**missed**").orElse("");
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Three digits that mean something are enough. */
    private static String number(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
