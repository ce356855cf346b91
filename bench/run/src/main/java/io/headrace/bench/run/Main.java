package io.headrace.bench.run;

import io.headrace.bench.run.report.Commit;
import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Machine;
import io.headrace.bench.run.report.Page;
import io.headrace.bench.run.report.Results;
import io.headrace.bench.run.report.ResultsFile;
import io.headrace.bench.run.report.ResultsTable;
import io.headrace.bench.run.rig.Generator;
import io.headrace.bench.run.rig.Rig;
import io.headrace.bench.run.scenario.Accept;
import io.headrace.bench.run.scenario.Apply;
import io.headrace.bench.run.scenario.Deliver;
import io.headrace.bench.run.scenario.Growth;
import io.headrace.bench.run.scenario.MemoryAtLoad;
import io.headrace.bench.run.scenario.Pace;
import io.headrace.bench.run.scenario.Read;
import io.headrace.bench.run.scenario.Readable;
import io.headrace.bench.run.scenario.Scenario;
import io.headrace.bench.run.scenario.Warmth;
import io.headrace.bench.run.scenario.Webhook;
import io.headrace.local.StartupProblem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** {@code ./mvnw -Pbench}: runs the scenarios in their order and writes the results. */
public final class Main {
    private static final List<Scenario> SCENARIOS = List.of(
            new Accept(),
            new Read(),
            new Apply(),
            new Readable(),
            new Deliver(),
            new Webhook(),
            new Growth(),
            new MemoryAtLoad());

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try {
            Settings settings = Settings.of(System.getProperties());
            settings.check(SCENARIOS.stream().map(Scenario::name).toList());
            if (settings.target().isEmpty()) {
                write(measure(settings), settings);
            } else {
                loadTarget(settings);
            }
        } catch (IllegalArgumentException | StartupProblem e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** The page in the repository is of whole runs at full length only. */
    private static void write(Results results, Settings settings) throws IOException {
        String page = ResultsTable.of(results);
        System.out.println();
        System.out.println(page);
        ResultsFile.write(results, settings.home().resolve("results/latest.json"));
        if (!settings.quick() && settings.only().isEmpty()) {
            Page.write(page, settings.home().resolve("RESULTS.md"));
        }
    }

    private static void loadTarget(Settings settings) {
        System.out.println("The generator loads what it was told to, and nothing of ours runs: " + settings.target());
        try (Generator generator =
                Generator.start(settings.home(), settings.home().resolve("target/generator.log"))) {
            System.out.println(generator.sendLine(settings.target()));
        }
    }

    private static Results measure(Settings settings) {
        Instant begin = Instant.now();
        List<Finding> findings = new ArrayList<>();
        List<Double> warmUp;
        Pace pace = Pace.of(settings.quick(), settings.memoryMinutes());
        try (Rig rig = Rig.start(settings.home())) {
            say("warm-up");
            warmUp = Warmth.ofWrites(rig, pace);
            for (Scenario scenario : SCENARIOS) {
                if (settings.wants(scenario.name())) {
                    say(scenario.name());
                    findings.addAll(scenario.run(rig, pace));
                }
            }
        }
        return new Results(
                begin,
                Duration.between(begin, Instant.now()),
                Commit.of(settings.home()),
                settings.quick(),
                Machine.current(),
                warmUp,
                findings);
    }

    private static void say(String what) {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
