package io.headrace.e2e.crash;

import io.headrace.e2e.agent.AgentJar;
import io.headrace.e2e.agent.CrashPoints;
import io.headrace.e2e.history.Calls;
import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Run;
import io.headrace.local.LocalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Start reading here: one run from its seed to the history that is judged.
 *
 * <p>Clients write without pause while the nemesis works; then all is healed, what is left to do is waited for, every
 * record is read once more, and the tables are copied.
 */
final class CrashRun {
    private static final int OWNERS = 3;
    private static final Duration LONGEST_REST = Duration.ofSeconds(8);

    private final CrashConfig config;
    private final Consumer<String> console;

    CrashRun(CrashConfig config, Consumer<String> console) {
        this.config = config;
        this.console = console;
    }

    Run run() throws Exception {
        Seeds seeds = new Seeds(config.seed());
        Calls calls = new Calls(Long.toUnsignedString(config.seed(), Character.MAX_RADIX));
        Owners owners = Owners.create(calls.run(), OWNERS);
        Leaks leaks = new Leaks(owners);
        Path control = config.folder().resolve("control");
        LocalConfig local =
                AgentJar.build().into(LocalConfig.forTest(config.folder().resolve("system")).withConsole(leaks), control);
        Tally tally = new Tally();
        try (CrashSystem system = new CrashSystem(local);
                HistoryLog history = new HistoryLog(config.folder().resolve("history.jsonl"));
                RowProbe rows = new RowProbe(system.database().address());
                Receivers receivers = new Receivers(owners, history, tally, rows)) {
            system.database().add(owners, system.local().secrets());
            system.database().setClockAhead(Duration.ofMinutes(5 + seeds.of("clock").nextInt(120)));
            Kafka kafka = new Kafka(system.local().bootstrapServers());
            Api api = new Api(system::baseUrls, owners, receivers::url);
            Asker.World world = new Asker.World(calls, new AtomicLong(), api, history, tally);
            Workload workload = new Workload(world, owners, seeds, config.rate());
            Nemesis nemesis = new Nemesis(system, history, seeds.of("nemesis"), console);
            Ordeals ordeals = new Ordeals(system, receivers, kafka, new CrashPoints(control), seeds.of("ordeals"));

            workload.start();
            try (Progress progress = new Progress(tally, nemesis, console)) {
                new Script(config, ordeals, nemesis, tally, seeds).play();
            } finally {
                workload.stop();
            }
            console.accept("waiting for what is left");
            List<String> leftovers = new Quiescence(system.database(), kafka).await();
            Dump dump = new Dumper(system.database(), owners).dump();
            new FinalReads(world, system.database(), owners, seeds.of("final")).read();
            return new Run(
                    calls, OWNERS, CrashSystem.SCHEDULE, history.read(), dump, new ArrayList<>(leftovers), leaks.found());
        }
    }
}
