package io.headrace.backends;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Both backends as child processes of this one; they end with it. */
final class EmbeddedBackends implements Backends {
    private static final String USERNAME = "headrace";
    private static final String PASSWORD = "headrace";

    private final EmbeddedKafka kafkaProgram;
    private final EmbeddedPostgres postgresProgram;
    private final EmbeddedBackend kafka;
    private final EmbeddedBackend postgres;
    private @Nullable Thread atExit;

    private EmbeddedBackends(EmbeddedKafka kafkaProgram, EmbeddedPostgres postgresProgram) {
        this.kafkaProgram = kafkaProgram;
        this.postgresProgram = postgresProgram;
        this.kafka = new EmbeddedBackend(kafkaProgram);
        this.postgres = new EmbeddedBackend(postgresProgram);
    }

    static EmbeddedBackends start(Path folder) {
        DatabaseAddress address = new DatabaseAddress("127.0.0.1", FreePorts.next(), "headrace", USERNAME, PASSWORD);
        EmbeddedBackends backends = new EmbeddedBackends(
                new EmbeddedKafka(
                        folder.resolve("kafka"), FreePorts.next(), JavaCommand.ownClassPath(), Optional.empty()),
                new EmbeddedPostgres(folder.resolve("postgres"), address));
        backends.start();
        return backends;
    }

    private void start() {
        atExit = new Thread(this::stopBoth, "stop-backends");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            CompletableFuture<Void> kafkaUp = CompletableFuture.runAsync(kafka::start);
            postgres.start();
            kafkaUp.join();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return kafkaProgram.bootstrapServers();
    }

    @Override
    public DatabaseAddress database() {
        return postgresProgram.address();
    }

    @Override
    public Backend kafka() {
        return kafka;
    }

    @Override
    public Backend postgres() {
        return postgres;
    }

    @Override
    public void close() {
        stopBoth();
        if (atExit != null && Thread.currentThread() != atExit) {
            removeHook(atExit);
        }
    }

    private void stopBoth() {
        kafka.stop();
        postgres.stop();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already going down, and the hook runs or has run.
        }
    }
}
