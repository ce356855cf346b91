package io.headrace.notifier;

import io.headrace.backends.Backends;
import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.SecretSealer;
import io.headrace.contracts.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Real Kafka and PostgreSQL with the schema and the topic, and a notifier set to them with a schedule in a hurry. */
public final class BackendsResource implements QuarkusTestResourceLifecycleManager {
    static final String SECRET_KEYS = SecretSealer.newKey("t1");

    private Path folder;
    private Backends backends;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("headrace-notifier-test");
            backends = Backends.start(folder);
            applySchema(backends.database());
            createTopic(backends.bootstrapServers());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        DatabaseAddress database = backends.database();
        return Map.of(
                "headrace.kafka.bootstrap-servers",
                backends.bootstrapServers(),
                "headrace.database.url",
                database.url(),
                "headrace.database.username",
                database.username(),
                "headrace.database.password",
                database.password(),
                "headrace.secret-keys",
                SECRET_KEYS,
                "headrace.webhook.allowed-networks",
                "127.0.0.0/8,::1/128",
                "headrace.webhook.allow-http",
                "true",
                "headrace.webhook.timeout",
                "PT5S",
                "headrace.webhook.schedule",
                "PT0S,PT1S,PT1S,PT1S");
    }

    @Override
    public void stop() {
        if (backends != null) {
            backends.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void applySchema(DatabaseAddress database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            for (String script : Migrations.scripts()) {
                statement.execute(script);
            }
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(Topics.EVENTS, 2, (short) 1)))
                    .all()
                    .get();
        }
    }
}
