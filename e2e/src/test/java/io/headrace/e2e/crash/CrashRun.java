package io.headrace.e2e.crash;

import io.headrace.e2e.agent.AgentJar;
import io.headrace.e2e.agent.CrashPoint;
import io.headrace.e2e.agent.CrashPoints;
import io.headrace.e2e.history.Calls;
import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.HistoryFile;
import io.headrace.e2e.history.Run;
import io.headrace.e2e.history.RunFolder;
import io.headrace.local.LocalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Start reading here: one run from its seed to the history that is judged.
 *
 * <p>Clients write without pause while the nemesis works; then all is healed, what is left to do is waited for, every
 * record is read once more, and the tables are copied. The same seed makes the same choices in each part of a run; when
 * they meet is up to the real time.
 */
final class CrashRun {
    private static final int OWNERS = 3;
    private static final int MOST_MINUTES_AHEAD = 120;

    private final CrashConfig config;
    private final Consumer<String> console;
    private final Seeds seeds;
    private final Calls calls;
    private final Owners owners;
    private final Tally tally = new Tally();
    private final RunFolder folder;
    private final Path control;
    private final CrashPoints points;

    /** @param console gets a line now and then */
    CrashRun(CrashConfig config, Consumer<String> console) {
        this.config = config;
        this.console = console;
        this.seeds = new Seeds(config.seed());
        this.calls = new Calls(Long.toUnsignedString(config.seed(), Character.MAX_RADIX));
        this.owners = Owners.create(calls.run(), OWNERS);
        this.folder = new RunFolder(config.folder());
        this.control = config.folder().resolve("control");
        this.points = new CrashPoints(control);
    }

    /** The crash points at which no process died. */
    List<CrashPoint> notFired() {
        return Arrays.stream(CrashPoint.values())
                .filter(point -> points.fired(point) == 0)
                .toList();
    }

    /** The whole run, which is in its folder too. */
    Run run() throws Exception {
        Folder.empty(config.folder());
        Leaks leaks = new Leaks(owners);
        Left left;
        LocalConfig plain =
                LocalConfig.forTest(config.folder().resolve("system")).withConsole(leaks);
        try (Wires wires = Wires.between(plain);
                CrashSystem system = new CrashSystem(AgentJar.build().into(wires.into(plain), control));
                HistoryLog history = new HistoryLog(folder.history());
                RowProbe rows = new RowProbe(system.database().address());
                Receivers receivers = new Receivers(owners, history, tally, rows);
                StrainWatch strain = new StrainWatch(history)) {
            strain.start();
            system.database().add(owners, system.local().secrets(), receivers::url);
            system.database().setClockAhead(clockAhead());
            left = run(system, wires, history, receivers);
        }
        Run run = new Run(
                calls,
                OWNERS,
                CrashSystem.SCHEDULE,
                HistoryFile.read(folder.history()),
                left.dump(),
                left.leftovers(),
                leaks.found());
        folder.write(run);
        return run;
    }

    private record Left(Dump dump, List<String> leftovers) {}

    private Left run(CrashSystem system, Wires wires, HistoryLog history, Receivers receivers) throws Exception {
        Kafka kafka = new Kafka(system.local().bootstrapServers());
        Api api = new Api(system::baseUrls, owners, receivers::url);
        Asker.World world = new Asker.World(calls, new AtomicLong(), api, history, tally);
        Nemesis nemesis = new Nemesis(system, history, seeds.of("nemesis"), console);
        Ordeals ordeals = new Ordeals(
                new Kills(system),
                new Crashes(system, receivers, points, seeds.of("crashes")),
                new Cuts(wires),
                new Tampering(system, kafka, seeds.of("tampering")),
                receivers,
                seeds.of("ordeals"));
        Workload workload = new Workload(world, owners, seeds, config.rate());
        workload.start();
        try (Progress progress = new Progress(tally, nemesis, console)) {
            progress.start();
            new Script(config, ordeals, nemesis, tally, seeds).play();
        } finally {
            workload.stop();
        }
        console.accept("clients have stopped, waiting for what is left: " + tally);
        List<String> leftovers = new Quiescence(system.database(), kafka).await();
        if (leftovers.isEmpty()) {
            history.add(Entry.Quiet::new);
        }
        new FinalReads(world, system.database(), owners, seeds.of("final")).read();
        return new Left(new Dumper(system.database(), owners).dump(), leftovers);
    }

    private Duration clockAhead() {
        return Duration.ofMinutes(1 + seeds.of("clock").nextInt(MOST_MINUTES_AHEAD));
    }
}
