package io.headrace.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both real backends, broken and started again. */
final class EmbeddedBackendsTest {
    private static final TopicPartition ONLY_PARTITION = new TopicPartition("words", 0);

    @TempDir
    static Path folder;

    static Backends backends;

    @BeforeAll
    static void startBoth() {
        backends = EmbeddedBackends.start(folder);
    }

    @AfterAll
    static void stopBoth() {
        backends.close();
    }

    @Test
    void theDatabaseSortsByCodePointInUtf8() throws SQLException {
        assertThat(query("SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(query("SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'headrace'"))
                .isEqualTo("bC.UTF-8");
        assertThat(query("SELECT 'ä' > 'z'")).isEqualTo("t");
    }

    @Test
    void whatPostgresCommittedIsThereAfterItWasKilled() throws SQLException {
        execute("CREATE TABLE word (text text)");
        execute("INSERT INTO word VALUES ('water')");

        backends.postgres().kill();
        assertThat(backends.postgres().isRunning()).isFalse();
        backends.postgres().start();

        assertThat(query("SELECT text FROM word")).isEqualTo("water");
    }

    @Test
    void aLockFileWhoseProcessNumberAStrangerHasNowDoesNotStopTheStart() throws Exception {
        Process stranger = new ProcessBuilder("cat").start();
        backends.postgres().kill();
        Path lock = PostmasterPid.file(folder.resolve("postgres"));
        List<String> lines = Files.readAllLines(lock);
        lines.set(0, Long.toString(stranger.pid()));
        lines.set(2, "1");
        Files.write(lock, lines);

        backends.postgres().start();
        stranger.destroy();

        assertThat(query("SELECT 1")).isEqualTo("1");
    }

    @Test
    void whatKafkaAcknowledgedIsThereAfterItWasKilled() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", backends.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("words", 1, (short) 1)))
                    .all()
                    .get();
        }
        send("water");

        backends.kafka().kill();
        backends.kafka().start();

        assertThat(firstWord()).isEqualTo("water");
    }

    private static void send(String word) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", backends.bootstrapServers(), "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(ONLY_PARTITION.topic(), word)).get();
        }
    }

    private static String firstWord() {
        Map<String, Object> settings = Map.of("bootstrap.servers", backends.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(ONLY_PARTITION));
            consumer.seekToBeginning(List.of(ONLY_PARTITION));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        DatabaseAddress address = backends.database();
        Properties properties = new Properties();
        properties.setProperty("user", address.username());
        properties.setProperty("password", address.password());
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }
}
