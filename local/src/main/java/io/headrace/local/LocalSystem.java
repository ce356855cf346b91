package io.headrace.local;

import io.headrace.backends.DatabaseAddress;
import io.headrace.backends.EmbeddedKafka;
import io.headrace.backends.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole system on this machine: PostgreSQL, Kafka and the three services, each a process of its own.
 *
 * <p>{@link #start} starts everything and returns once the backends answer; {@link #awaitReady} waits for the services
 * and then hands out the credentials. {@link #process} gives each process into the hands of a test, which may kill,
 * pause, stop and start it. Safe to use from several threads.
 */
public final class LocalSystem implements AutoCloseable {
    private static final Duration BACKENDS_PATIENCE = Duration.ofSeconds(120);
    private static final String USERNAME = "headrace";

    private final LocalConfig config;
    private final LocalFolder folder;
    private final FolderLock lock;
    private final Keepsakes keepsakes;
    private final Crew crew;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final ServiceEnvironment environment;
    private final Thread atExit = new Thread(this::close, "stop");
    private boolean closed;

    private LocalSystem(LocalConfig config, LocalFolder folder, FolderLock lock, Keepsakes keepsakes) {
        this.config = config;
        this.folder = folder;
        this.lock = lock;
        this.keepsakes = keepsakes;
        this.crew = new Crew(folder, config.console());
        this.postgres = new EmbeddedPostgres(
                folder.data().resolve("postgres"),
                new DatabaseAddress(
                        "127.0.0.1",
                        config.ports().postgres(),
                        "headrace",
                        USERNAME,
                        keepsakes.secrets().databasePassword()));
        this.kafka = new EmbeddedKafka(
                folder.data().resolve("kafka"),
                config.ports().kafka(),
                config.kafkaProxyPort().orElse(config.ports().kafka()),
                config.distribution().classPath(),
                config.distribution().kafkaArchive());
        this.environment = new ServiceEnvironment(
                kafka.bootstrapServers(), postgres.address(), keepsakes.secrets(), folder.bootstrap());
    }

    /**
     * Ends what an earlier run has left, then starts everything.
     *
     * @throws StartupProblem if it cannot be: a busy port, a folder in use, a service that was not built
     */
    public static LocalSystem start(LocalConfig config) {
        try {
            LocalFolder folder = new LocalFolder(config.folder());
            FolderLock lock = FolderLock.take(folder);
            return started(config, folder, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until every process answers, then writes {@code credentials.json}.
     *
     * @throws StartupProblem with the last words of who does not get up
     */
    public Credentials awaitReady(Duration patience) {
        crew.awaitAll(patience);
        try {
            PrivateFile.write(folder.credentials(), credentials());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return credentials();
    }

    /** {@code postgres}, {@code kafka}, {@code ingest-api}, {@code processor}, {@code notifier}, or one that was added. */
    public SupervisedProcess process(String name) {
        return crew.process(name);
    }

    public SupervisedProcess process(Service service) {
        return crew.process(service.wireName());
    }

    /** All of them, services first: the order in which they are stopped. */
    public List<SupervisedProcess> processes() {
        return crew.processes();
    }

    /** One more instance of a service, at a port of its own; {@link SupervisedProcess#stop} takes it away again. */
    public SupervisedProcess addInstance(Service service, String name, int port) {
        return addInstance(service, name, port, Map.of());
    }

    /** @param variables of this instance alone; they win over those of its service */
    public SupervisedProcess addInstance(Service service, String name, int port, Map<String, String> variables) {
        SupervisedProcess added = crew.join(program(service, name, port, variables), port, Crew.Rank.SERVICE);
        added.start();
        return added;
    }

    /** A clean stop of one process; {@link #restart} or {@link SupervisedProcess#start} brings it back. */
    public void stop(String name) {
        process(name).stop();
    }

    /** A clean stop and a new start; does not wait until it answers. */
    public void restart(String name) {
        process(name).stop();
        process(name).start();
    }

    /** From now on who dies stays dead. */
    public void suspendRestarts() {
        processes().forEach(SupervisedProcess::suspendRestarts);
    }

    /** Brings back who died meanwhile. */
    public void resumeRestarts() {
        processes().forEach(SupervisedProcess::resumeRestarts);
    }

    /** Without a slash at the end. */
    public String baseUrl() {
        return keepsakes.credentials().baseUrl();
    }

    public Credentials credentials() {
        return keepsakes.credentials();
    }

    public Secrets secrets() {
        return keepsakes.secrets();
    }

    public DatabaseAddress database() {
        return postgres.address();
    }

    /** {@code postgresql://host:port/database}; {@link #database} has the user too. */
    public String databaseUrl() {
        return database().url();
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public Path folder() {
        return folder.path();
    }

    /** Stops the services, then Kafka, then PostgreSQL, each cleanly. The data stay. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        forgetHook();
        try {
            Files.deleteIfExists(folder.credentials());
            crew.dismiss();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalSystem started(LocalConfig config, LocalFolder folder, FolderLock lock) throws IOException {
        LocalSystem system;
        try {
            Files.deleteIfExists(folder.credentials());
            new Leftovers(config.console()).end(new ServicesFile(folder.services()).read());
            PortGuard.ofThisMachine().check(config.ports());
            if (config.fresh()) {
                folder.clear();
            }
            system = new LocalSystem(
                    config,
                    folder,
                    lock,
                    Keepsakes.load(folder, "http://localhost:" + config.ports().ingest()));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        system.startAll();
        return system;
    }

    /** The hook is there before the first process is: Ctrl-C while starting stops what has been started. */
    private void startAll() {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            List<SupervisedProcess> backends = List.of(
                    crew.join(kafka, config.ports().kafka(), Crew.Rank.KAFKA),
                    crew.join(postgres, config.ports().postgres(), Crew.Rank.POSTGRES));
            List<SupervisedProcess> services = new ArrayList<>();
            for (Service service : Service.values()) {
                int port = config.ports().of(service);
                services.add(crew.join(program(service, service.wireName(), port, Map.of()), port, Crew.Rank.SERVICE));
            }
            crew.startAtOnce(backends);
            crew.await(backends, BACKENDS_PATIENCE);
            crew.startAtOnce(services);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down: it is the hook that closes us, or it will find us closed.
        }
    }

    private ServiceProgram program(Service service, String name, int port, Map<String, String> variables) {
        Path jar = config.distribution().serviceJar(service);
        Map<String, String> own = new HashMap<>(environment.of(service, name, port));
        own.putAll(config.environment().getOrDefault(service, Map.of()));
        own.putAll(variables);
        return new ServiceProgram(name, port, jar, own);
    }
}
