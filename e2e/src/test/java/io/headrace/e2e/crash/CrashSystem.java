package io.headrace.e2e.crash;

import io.headrace.backends.FreePorts;
import io.headrace.backends.Patience;
import io.headrace.local.LocalConfig;
import io.headrace.local.LocalSystem;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The system under test: the five processes of a local run, and further instances that come and go. */
final class CrashSystem implements AutoCloseable {
    static final List<Duration> SCHEDULE =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));

    private static final List<String> STANDING = List.of("ingest-api", "processor", "notifier", "kafka", "postgres");
    private static final Duration START_PATIENCE = Duration.ofSeconds(240);
    private static final Duration RECOVERY_PATIENCE = Duration.ofSeconds(240);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final LocalSystem local;
    private final Database database;
    private final Map<String, SupervisedProcess> added = new ConcurrentHashMap<>();
    private final List<SupervisedProcess> extra = new CopyOnWriteArrayList<>();

    CrashSystem(LocalConfig config) {
        this.local = readyOrClosed(LocalSystem.start(settings(config)), START_PATIENCE);
        this.database = new Database(local.database());
    }

    LocalSystem local() {
        return local;
    }

    Database database() {
        return database;
    }

    SupervisedProcess process(String name) {
        return local.process(name);
    }

    /** Where clients may go: every instance of ingest-api that is meant to run, whether it does or not. */
    List<String> baseUrls() {
        return Stream.concat(
                        Stream.of(local.process(Service.INGEST_API)),
                        extra.stream().filter(process -> process.name().startsWith(Service.INGEST_API.wireName())))
                .map(process -> "http://127.0.0.1:" + process.port())
                .toList();
    }

    /** Starts one more instance and waits until it answers. */
    SupervisedProcess grow(Service service, int number) {
        String name = service.wireName() + "-" + number;
        SupervisedProcess process =
                added.computeIfAbsent(name, key -> local.addInstance(service, name, FreePorts.next()));
        process.start();
        extra.add(process);
        Patience.until(RECOVERY_PATIENCE, BETWEEN_LOOKS, process::answers, name + " does not get up");
        return process;
    }

    /** Clients are told before it goes. */
    void shrink(SupervisedProcess process) {
        extra.remove(process);
        process.stop();
    }

    /** Does not wait for the supervisor, who is in no hurry with one that dies often. */
    void awaitAllAnswer() {
        for (SupervisedProcess process : standing()) {
            Patience.until(
                    RECOVERY_PATIENCE, BETWEEN_LOOKS, () -> isUp(process), process.name() + " does not get up again");
        }
    }

    List<SupervisedProcess> standing() {
        return Stream.concat(STANDING.stream().map(local::process), extra.stream())
                .toList();
    }

    @Override
    public void close() {
        local.close();
    }

    /** One that does not get up leaves no processes behind. */
    static LocalSystem readyOrClosed(LocalSystem system, Duration patience) {
        try {
            system.awaitReady(patience);
            return system;
        } catch (RuntimeException | Error e) {
            system.close();
            throw e;
        }
    }

    static boolean isUp(SupervisedProcess process) {
        if (!process.isAlive()) {
            process.start();
        }
        return process.answers();
    }

    private static LocalConfig settings(LocalConfig config) {
        return config.with("HEADRACE_WEBHOOK_SCHEDULE", "PT0S,PT2S,PT2S,PT2S")
                .with("HEADRACE_WEBHOOK_TIMEOUT", "PT3S")
                .with("HEADRACE_WEBHOOK_LEASE_MARGIN", "PT2S")
                .with("HEADRACE_WEBHOOK_HOLD_AFTER", "PT2S")
                .with("HEADRACE_WEBHOOK_HOLD_FAILURES", "3")
                .with("HEADRACE_WEBHOOK_PROBE_EVERY", "PT2S");
    }
}
