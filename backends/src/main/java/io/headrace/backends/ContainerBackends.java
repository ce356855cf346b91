package io.headrace.backends;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Both backends in containers of the official images; Testcontainers removes them when this process ends. */
final class ContainerBackends implements Backends {
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.1.1");
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
    private static final int KAFKA_PORT = 9092;
    private static final int POSTGRES_PORT = 5432;
    private static final int ANSWER_MILLIS = 2_000;

    private final KafkaContainer kafka = new KafkaContainer(KAFKA);
    private final PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES);

    private ContainerBackends() {}

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerBackends start() {
        ContainerBackends backends = new ContainerBackends();
        backends.kafka
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        backends.postgres
                .withDatabaseName("headrace")
                .withUsername("headrace")
                .withPassword("headrace")
                .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C")
                // The module's default turns fsync off; a test that kills the server must find what was committed.
                .withCommand("postgres", "-c", "fsync=on");
        ContainerBackend.keepPort(backends.kafka, KAFKA_PORT);
        ContainerBackend.keepPort(backends.postgres, POSTGRES_PORT);
        Startables.deepStart(Stream.of(backends.kafka, backends.postgres)).join();
        return backends;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public DatabaseAddress database() {
        return new DatabaseAddress(
                postgres.getHost(),
                postgres.getMappedPort(POSTGRES_PORT),
                postgres.getDatabaseName(),
                postgres.getUsername(),
                postgres.getPassword());
    }

    @Override
    public Backend kafka() {
        return new ContainerBackend(kafka, this::kafkaAnswers);
    }

    @Override
    public Backend postgres() {
        return new ContainerBackend(postgres, () -> PostgresClient.answers(database()));
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }

    /** Docker's own proxy takes connections before the broker does, so ask the cluster for its brokers. */
    private boolean kafkaAnswers() {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
