package io.headrace.backends;

import java.nio.file.Path;

/** Kafka and PostgreSQL, up and answering: as child processes, or in containers where a Docker engine answers. */
public interface Backends extends AutoCloseable {
    /** The system property that forces a kind: {@code embedded} or {@code testcontainers}. */
    String PROPERTY = "headrace.backends";

    /** Where Kafka is: {@code host:port}. */
    String bootstrapServers();

    /** An empty database of its own, with a user who owns it. */
    DatabaseAddress database();

    Backend kafka();

    Backend postgres();

    /** Stops Kafka, then PostgreSQL. */
    @Override
    void close();

    /**
     * Starts both at once and waits until both answer.
     *
     * @param folder where embedded backends keep their data; containers keep none
     */
    static Backends start(Path folder) {
        return switch (BackendKind.choose()) {
            case EMBEDDED -> EmbeddedBackends.start(folder);
            case TESTCONTAINERS -> ContainerBackends.start();
        };
    }
}
