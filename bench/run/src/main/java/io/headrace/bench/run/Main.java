package io.headrace.bench.run;

import io.headrace.bench.run.report.Commit;
import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Machine;
import io.headrace.bench.run.report.Results;
import io.headrace.bench.run.report.ResultsFile;
import io.headrace.bench.run.report.ResultsTable;
import io.headrace.bench.run.rig.Rig;
import io.headrace.bench.run.scenario.Accept;
import io.headrace.bench.run.scenario.Pace;
import io.headrace.bench.run.scenario.Read;
import io.headrace.bench.run.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code ./mvnw -Pbench}: runs the scenarios in their order and writes the results. */
public final class Main {
    private static final List<Scenario> SCENARIOS = List.of(new Accept(), new Read());

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.of(System.getProperties());
        Results results = measure(settings);
        String page = ResultsTable.of(results);
        System.out.println();
        System.out.println(page);
        ResultsFile.write(results, settings.home().resolve("results/latest.json"));
    }

    private static Results measure(Settings settings) {
        Instant begin = Instant.now();
        List<Finding> findings = new ArrayList<>();
        Pace pace = Pace.of(settings.quick(), settings.memoryMinutes());
        try (Rig rig = Rig.start(settings.home())) {
            for (Scenario scenario : SCENARIOS) {
                if (settings.wants(scenario.name())) {
                    System.out.println(Instant.now() + " " + scenario.name());
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
                findings);
    }
}
