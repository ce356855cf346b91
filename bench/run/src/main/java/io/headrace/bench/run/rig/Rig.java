package io.headrace.bench.run.rig;

import io.headrace.backends.Folders;
import io.headrace.backends.Patience;
import io.headrace.bench.load.LoadReport;
import io.headrace.local.Distribution;
import io.headrace.local.LocalConfig;
import io.headrace.local.LocalSystem;
import io.headrace.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that runs during a benchmark: the system as {@code -Pup} starts it, its limit, and the generator. */
public final class Rig implements AutoCloseable {
    /** At most two: by the two indexes, so that to look costs the system under test next to nothing. */
    private static final String OPEN_DELIVERIES = """
            SELECT count(*) FROM (
                (SELECT id FROM delivery WHERE state IN ('pending', 'waiting') ORDER BY due_at LIMIT 1)
                UNION ALL
                (SELECT id FROM delivery WHERE state = 'sending' ORDER BY leased_until LIMIT 1)) AS open""";

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Destinations beside the one receiver that counts and notes. */
    private static final int RECEIVERS = 100;

    private final Path folder;
    private final LocalSystem system;
    private final ConstantServer constant;
    private final Generator generator;
    private final Database database;
    private final Queues queues;
    private final CpuMeter cpu;

    private final Path home;
    private final Receiver receiver;
    private final Map<String, Long> helpers = new ConcurrentHashMap<>();

    private Rig(Path home, Path folder, LocalSystem system) {
        this.home = home;
        this.folder = folder;
        this.system = system;
        this.system.awaitReady(START_PATIENCE);
        this.constant = ConstantServer.start(
                "constant",
                home,
                folder.resolve("constant.log"),
                system.process("ingest-api").pid(),
                RECEIVERS);
        this.receiver = new Receiver(constant);
        this.generator = Generator.start(home, folder.resolve("generator.log"));
        this.database = Database.connect(system.database());
        this.queues = Queues.connect(system.bootstrapServers());
        this.cpu = new CpuMeter(this::pids);
    }

    /** @param home the folder {@code bench/} */
    public static Rig start(Path home) {
        Path folder = home.resolve("target");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LocalSystem system = LocalSystem.start(new LocalConfig(
                folder.resolve("system"),
                Ports.free(),
                new Distribution(
                        home.resolveSibling("local/target/headrace").normalize().toAbsolutePath()),
                true,
                Map.of(),
                OptionalInt.empty(),
                line -> {}));
        try {
            return new Rig(home, folder, system);
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    public LocalSystem system() {
        return system;
    }

    public ConstantServer constant() {
        return constant;
    }

    public Receiver receiver() {
        return receiver;
    }

    public Poster startPoster() {
        Poster poster = new Poster(ConstantServer.start(
                "poster",
                home,
                folder.resolve("poster.log"),
                system.process("notifier").pid(),
                0));
        helpers.put("poster", poster.pid());
        return poster;
    }

    /** One more, for a second load at the same time. */
    public Generator startGenerator(String name) {
        Generator more = Generator.start(home, folder.resolve(name + ".log"));
        helpers.put(name, more.pid());
        return more;
    }

    public Database database() {
        return database;
    }

    public Queues queues() {
        return queues;
    }

    /** For files that the generator reads and writes. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    public String recordsUrl() {
        return system.baseUrl().replace("localhost", "127.0.0.1") + "/api/v1/data/"
                + system.credentials().endpoint();
    }

    /** With the key of the test environment. */
    public Load withKey(Load load) {
        return load.header("Authorization", "Bearer " + system.credentials().liveKey());
    }

    public Measured measure(Load load) {
        Map<String, Double> before = cpu.read();
        LoadReport report = generator.send(load);
        return new Measured(report, CpuMeter.between(before, cpu.read()));
    }

    public CpuUse cpuUse() {
        return new CpuUse(cpu);
    }

    /** Until nothing that was accepted waits any more: applied, told, delivered. */
    public void awaitIdle() {
        Patience.until(DRAIN_PATIENCE, BETWEEN_LOOKS, this::isIdle, "the system does not come to rest");
    }

    /** Until every command is in effect and its event published. */
    public void awaitApplied() {
        Patience.until(
                DRAIN_PATIENCE, BETWEEN_LOOKS, () -> queues.commandsWaiting() == 0, "the commands are not applied");
    }

    private boolean isIdle() {
        return queues.commandsWaiting() == 0 && queues.eventsWaiting() == 0 && database.number(OPEN_DELIVERIES) == 0;
    }

    private Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        system.processes().stream()
                .filter(process -> process.isAlive())
                .forEach(process -> pids.put(process.name(), process.pid()));
        pids.put(constant.name(), constant.pid());
        pids.put("generator", generator.pid());
        pids.putAll(helpers);
        pids.put("driver", ProcessHandle.current().pid());
        return pids;
    }

    @Override
    public void close() {
        generator.close();
        constant.close();
        queues.close();
        database.close();
        system.close();
        throwDataAway();
    }

    /** Gigabytes that nobody needs; the logs stay. */
    private void throwDataAway() {
        try {
            Folders.delete(folder.resolve("system/data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
