package io.headrace.e2e.crash;

import io.headrace.backends.FreePorts;
import io.headrace.backends.Patience;
import io.headrace.e2e.agent.AgentJar;
import io.headrace.e2e.agent.CrashPoints;
import io.headrace.e2e.agent.Mutant;
import io.headrace.e2e.agent.Mutants;
import io.headrace.e2e.history.Run;
import io.headrace.local.LocalConfig;
import io.headrace.local.LocalSystem;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One running system in which one service after the other is made wrong: Kafka and PostgreSQL stay, and only the service
 * concerned starts anew.
 */
final class MutantLab implements AutoCloseable {
    static final List<Duration> SCHEDULE =
            List.of(Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500));
    static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Path folder;
    private final CrashPoints points;
    private final Mutants mutants;
    private final Wires wires;
    private final LocalSystem local;
    private final Database database;
    private final Map<String, SupervisedProcess> added = new HashMap<>();
    private @Nullable Mutant current;
    private int trials;

    MutantLab(Path folder) throws Exception {
        Folder.empty(folder);
        this.folder = folder;
        Path control = folder.resolve("control");
        this.points = new CrashPoints(control);
        this.mutants = new Mutants(control);
        LocalConfig plain = LocalConfig.forTest(folder.resolve("system"));
        this.wires = Wires.between(plain);
        LocalConfig withAgent = AgentJar.build().into(wires.into(plain), control);
        this.local = CrashSystem.readyOrClosed(LocalSystem.start(settings(withAgent)), PATIENCE);
        this.database = new Database(local.database());
        database.setClockAhead(CLOCK_AHEAD);
    }

    /** What becomes of it in the system as it is. */
    Run run(Script script) throws Exception {
        become(null);
        try (Trial trial = new Trial(this, "trial" + ++trials)) {
            return trial.run(script, false);
        }
    }

    Run run(Mutant mutant, MutantCase found) throws Exception {
        become(mutant);
        try (Trial trial = new Trial(this, "trial" + ++trials)) {
            return trial.run(found.script(), found.leavesWork());
        }
    }

    /** What is done in a trial. */
    @FunctionalInterface
    interface Script {
        void play(Trial trial) throws Exception;
    }

    LocalSystem local() {
        return local;
    }

    Database database() {
        return database;
    }

    CrashPoints points() {
        return points;
    }

    Wires wires() {
        return wires;
    }

    Path folder(String trial) {
        return folder.resolve(trial);
    }

    /** One more instance of a service; the same one as before where it was there before. */
    SupervisedProcess grow(Service service, String name, Map<String, String> variables) {
        SupervisedProcess process = added.get(name);
        if (process == null) {
            process = local.addInstance(service, name, FreePorts.next(), variables);
            added.put(name, process);
        }
        awaitUp(process);
        return process;
    }

    /** The five that always run. */
    void awaitAllUp() {
        local.processes().stream()
                .filter(process -> !added.containsValue(process))
                .forEach(MutantLab::awaitUp);
    }

    /** Does not wait for the supervisor, who is in no hurry with one that dies often. */
    private static void awaitUp(SupervisedProcess process) {
        Patience.until(PATIENCE, BETWEEN_LOOKS, () -> CrashSystem.isUp(process), process.name() + " does not get up");
    }

    @Override
    public void close() {
        local.close();
        wires.close();
    }

    private void become(@Nullable Mutant mutant) {
        if (Objects.equals(mutant, current)) {
            return;
        }
        mutants.select(mutant);
        if (current != null) {
            local.process(current.process()).kill();
        }
        if (mutant != null) {
            local.process(mutant.process()).kill();
        }
        current = mutant;
        awaitAllUp();
    }

    private static LocalConfig settings(LocalConfig config) {
        return config.with("HEADRACE_WEBHOOK_SCHEDULE", "PT0S,PT0.5S,PT0.5S,PT0.5S")
                .with("HEADRACE_WEBHOOK_TIMEOUT", WEBHOOK_TIMEOUT.toString())
                .with("HEADRACE_WEBHOOK_LEASE_MARGIN", "PT1S");
    }
}
