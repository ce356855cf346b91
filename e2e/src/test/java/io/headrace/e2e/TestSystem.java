package io.headrace.e2e;

import static org.awaitility.Awaitility.await;

import io.headrace.backends.FreePorts;
import io.headrace.contracts.Ids;
import io.headrace.local.Account;
import io.headrace.local.Credentials;
import io.headrace.local.LocalConfig;
import io.headrace.local.LocalSystem;
import io.headrace.local.Service;
import io.headrace.local.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The whole system as a user starts it, and a look behind the scenes for what no API tells. */
final class TestSystem implements AutoCloseable {
    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** No system lives for long here: compilers that take pains would take more time than they save. */
    private static final String COMPILED_QUICKLY = "-XX:TieredStopAtLevel=1";

    private final Path folder;
    private final LocalSystem system;
    private final Credentials credentials;
    private @Nullable String secondBaseUrl;

    private TestSystem(Path folder, LocalConfig config) {
        this.folder = folder;
        this.system = LocalSystem.start(config);
        this.credentials = system.awaitReady(START_PATIENCE);
    }

    /** One for all tests that do not break it; it ends with the JVM. */
    static TestSystem shared() {
        return Shared.SYSTEM;
    }

    /** One of its own for a test that does. */
    static TestSystem start(String name, java.util.function.UnaryOperator<LocalConfig> change) {
        Path folder = emptyFolder(name);
        return new TestSystem(
                folder, change.apply(LocalConfig.forTest(folder).with("JAVA_TOOL_OPTIONS", COMPILED_QUICKLY)));
    }

    LocalSystem local() {
        return system;
    }

    String baseUrl() {
        return system.baseUrl();
    }

    /** A second instance of ingest-api on the same Kafka and PostgreSQL; started when it is first asked for. */
    synchronized String secondBaseUrl() {
        if (secondBaseUrl == null) {
            int port = FreePorts.next();
            SupervisedProcess second = system.addInstance(Service.INGEST_API, "ingest-api-2", port);
            await("second ingest-api").atMost(START_PATIENCE).until(second::answers);
            secondBaseUrl = "http://localhost:" + port;
        }
        return secondBaseUrl;
    }

    String liveKey() {
        return credentials.liveKey();
    }

    String testKey() {
        return credentials.testKey();
    }

    Account owner() {
        return credentials.owner();
    }

    Account admin() {
        return credentials.admin();
    }

    /** The owner of {@code orders}, logged in. */
    OwnerClient asOwner() {
        return OwnerClient.login(baseUrl(), owner());
    }

    OwnerClient asAdmin() {
        return OwnerClient.login(baseUrl(), admin());
    }

    String signingSecret() {
        return credentials.signingSecret();
    }

    ApiClient live() {
        return new ApiClient(baseUrl(), liveKey());
    }

    ApiClient test() {
        return new ApiClient(baseUrl(), testKey());
    }

    ApiClient.Answer withoutKey(String path) {
        return ApiClient.send(HttpRequest.newBuilder(URI.create(baseUrl() + path)));
    }

    /** The record once it has at least this version. */
    ApiClient.Answer awaitRecord(ApiClient client, String id, int version) {
        return await("record " + id + " at version " + version)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.record(id),
                        answer -> answer.status() == 200
                                && answer.json().at("/data/version").asInt() >= version);
    }

    /** The operation once it is decided. */
    ApiClient.Answer awaitOperation(ApiClient client, String operationId) {
        return awaitOperation(path -> client.get(path), operationId);
    }

    ApiClient.Answer awaitOperation(Function<String, ApiClient.Answer> reader, String operationId) {
        return await("operation " + operationId)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> reader.apply("/api/v1/operations/" + operationId),
                        answer -> answer.status() == 200
                                && !answer.json().at("/data/state").asText().equals("queued"));
    }

    void awaitDeliveryState(String operationId, String state) {
        await("delivery of " + operationId + " is " + state)
                .atMost(PATIENCE)
                .until(() -> query("SELECT state FROM delivery WHERE event_id = ?", uuid(operationId)).stream()
                        .anyMatch(row -> state.equals(row.get("state"))));
    }

    UUID uuid(String operationId) {
        return Ids.parse(Ids.OPERATION, operationId).orElseThrow();
    }

    List<Map<String, Object>> query(String sql, Object... arguments) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql, Object... arguments) {
        return ((Number) query(sql, arguments).get(0).values().iterator().next()).longValue();
    }

    /** How far the system's clock was moved by earlier tests. */
    synchronized Duration clockAhead() {
        return clockAhead;
    }

    private Duration clockAhead = Duration.ZERO;

    /** Every due time, lease and schedule is measured by this one function. */
    synchronized void setClockAhead(Duration ahead) {
        clockAhead = ahead;
        execute("CREATE OR REPLACE FUNCTION headrace_now() RETURNS timestamptz LANGUAGE sql STABLE"
                + " RETURN statement_timestamp() + interval '" + ahead.toMillis() + " milliseconds'");
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Files of the system (logs, Kafka's segments, PostgreSQL's data) in which the text stands in the clear. */
    List<Path> filesContaining(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && contains(file, wanted)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** Kafka's and PostgreSQL's own come and go. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        system.close();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                system.database().jdbcUrl(),
                system.database().username(),
                system.database().password());
    }

    private static List<Map<String, Object>> read(ResultSet rows) throws SQLException {
        List<Map<String, Object>> all = new ArrayList<>();
        while (rows.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
            }
            all.add(row);
        }
        return all;
    }

    private static boolean contains(Path file, byte[] wanted) {
        try {
            byte[] content = Files.readAllBytes(file);
            return new String(content, StandardCharsets.ISO_8859_1)
                    .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path emptyFolder(String name) {
        Path folder = Path.of("target", "systems", name).toAbsolutePath();
        try (Stream<Path> old = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final TestSystem SYSTEM = start(TestFolders.own("shared"), config -> config);
    }
}
