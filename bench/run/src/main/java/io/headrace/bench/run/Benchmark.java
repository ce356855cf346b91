package io.headrace.bench.run;

import io.headrace.bench.run.report.Commit;
import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Machine;
import io.headrace.bench.run.report.Results;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Runs the scenarios in their order, on one system; one that fails does not take the others' figures with it. */
final class Benchmark {
    private static final List<Scenario> SCENARIOS = List.of(
            new Accept(),
            new Read(),
            new Apply(),
            new Readable(),
            Deliver.toOne(),
            Deliver.toAHundred(),
            new Webhook(),
            new Growth(),
            new MemoryAtLoad());

    private final Settings settings;
    private final Pace pace;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    /** @throws IllegalArgumentException if the settings name a scenario that is not there */
    Benchmark(Settings settings) {
        settings.check(SCENARIOS.stream().map(Scenario::name).distinct().toList());
        this.settings = settings;
        this.pace = Pace.of(settings.quick(), settings.memoryMinutes());
    }

    Results run() {
        Instant begin = Instant.now();
        List<Double> warmUp;
        say("start");
        try (Rig rig = Rig.start(settings.home())) {
            say("warm-up");
            warmUp = Warmth.ofWrites(rig, pace);
            SCENARIOS.stream()
                    .filter(scenario -> settings.wants(scenario.name()))
                    .forEach(scenario -> run(scenario, rig));
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

    /** Scenarios without figures. */
    List<String> failed() {
        return failed;
    }

    private void run(Scenario scenario, Rig rig) {
        say(scenario.name());
        try {
            findings.addAll(scenario.run(rig, pace));
        } catch (RuntimeException e) {
            failed.add(scenario.name());
            e.printStackTrace();
        }
    }

    private static void say(String what) {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
