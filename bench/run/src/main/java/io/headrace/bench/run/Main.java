package io.headrace.bench.run;

import io.headrace.bench.run.report.Page;
import io.headrace.bench.run.report.Results;
import io.headrace.bench.run.report.ResultsFile;
import io.headrace.bench.run.report.ResultsTable;
import io.headrace.bench.run.rig.Generator;
import io.headrace.local.StartupProblem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code ./mvnw -Pbench}: measures, and writes the results; or lets the generator load another server. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try {
            Settings settings = Settings.of(System.getProperties());
            boolean well = settings.target().isEmpty() ? measure(settings) : load(settings);
            System.exit(well ? 0 : 1);
        } catch (IllegalArgumentException | StartupProblem e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** The page in the repository is of whole runs at full length only. */
    private static boolean measure(Settings settings) throws IOException {
        Benchmark benchmark = new Benchmark(settings);
        Results results = benchmark.run();
        String table = ResultsTable.of(results);
        System.out.println();
        System.out.println(table);
        ResultsFile.write(results, settings.home().resolve("results/latest.json"));
        if (!benchmark.failed().isEmpty()) {
            System.err.println("No figures of: " + String.join(", ", benchmark.failed()));
            return false;
        }
        if (!settings.quick() && settings.only().isEmpty()) {
            Page.write(table, settings.home().resolve("RESULTS.md"));
        }
        return true;
    }

    private static boolean load(Settings settings) {
        System.out.println("Nothing of ours runs; the generator loads what it was told to: " + settings.target());
        try (Generator generator = Generator.startAloud(settings.home())) {
            System.out.println(generator.sendLine(settings.target()));
            return true;
        } catch (UncheckedIOException e) {
            System.err.println("The generator gave no report: " + e.getMessage());
            return false;
        }
    }
}
