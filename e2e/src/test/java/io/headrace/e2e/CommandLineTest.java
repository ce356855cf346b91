package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.contracts.Json;
import io.headrace.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees at the command line: start, use, stop, start again. */
class CommandLineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    private final Ports ports = Ports.free();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void it_starts_is_used_stops_in_order_and_starts_again_on_its_data() throws Exception {
        Process first = start("first.out");
        JsonNode credentials = awaitCredentials();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(local("credentials.json"))))
                .isEqualTo("rw-------");
        List<Long> pids = pids();
        assertThat(pids).hasSize(5).allMatch(CommandLineTest::isAlive);
        String line = printedCurlLine("first.out");
        assertThat(line).contains(credentials.path("testKey").asText());
        ApiClient test = new ApiClient(
                credentials.path("baseUrl").asText(),
                credentials.path("testKey").asText());
        // The machine may have a JDK and nothing else.
        String answer = hasCurl()
                ? run(line)
                : test.post(line.replaceAll(".* -d '(.*)'.*", "$1")).text();
        assertThat(answer).contains("Request queued");
        String id = Json.MAPPER.readTree(answer).path("id").asText();
        await().atMost(Duration.ofSeconds(60)).until(() -> test.record(id).status() == 200);

        first.destroy();

        assertThat(first.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(pids).noneMatch(CommandLineTest::isAlive);
        assertThat(local("credentials.json")).doesNotExist();
        String output = output("first.out");
        assertThat(output.indexOf("kafka stopped"))
                .isGreaterThan(output.indexOf("processor stopped"))
                .isGreaterThan(output.indexOf("notifier stopped"))
                .isGreaterThan(output.indexOf("ingest-api stopped"))
                .isLessThan(output.indexOf("postgres stopped"));

        start("second.out");
        assertThat(awaitCredentials()).isEqualTo(credentials);
        assertThat(test.record(id).status()).isEqualTo(200);
    }

    @Test
    void a_busy_port_is_one_clear_sentence() throws Exception {
        try (ServerSocket busy = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            Process process = start("busy.out");

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(output("busy.out").lines().toList())
                    .singleElement()
                    .asString()
                    .contains(Integer.toString(busy.getLocalPort()))
                    .contains("HEADRACE_KAFKA_PORT");
        }
    }

    private Process start(String output) throws IOException {
        Path distribution = Path.of("..", "local", "target", "headrace", "lib", "*");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                distribution.toAbsolutePath().toString(),
                "io.headrace.local.Main");
        builder.environment()
                .putAll(Map.of(
                        "HEADRACE_LOCAL_DIR", folder.resolve("local").toString(),
                        "HEADRACE_INGEST_PORT", Integer.toString(ports.ingest()),
                        "HEADRACE_PROCESSOR_PORT", Integer.toString(ports.processor()),
                        "HEADRACE_NOTIFIER_PORT", Integer.toString(ports.notifier()),
                        "HEADRACE_KAFKA_PORT", Integer.toString(ports.kafka()),
                        "HEADRACE_POSTGRES_PORT", Integer.toString(ports.postgres())));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile())
                .start();
        started.add(process);
        return process;
    }

    private JsonNode awaitCredentials() {
        await("the system is ready").atMost(PATIENCE).until(() -> Files.exists(local("credentials.json")));
        return read("credentials.json");
    }

    private List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        read("services.json").forEach(service -> pids.add(service.path("pid").asLong()));
        return pids;
    }

    private JsonNode read(String file) {
        try {
            return Json.MAPPER.readTree(local(file).toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path local(String file) {
        return folder.resolve("local").resolve(file);
    }

    private String printedCurlLine(String output) {
        return await("the curl line")
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> output(output)
                                .lines()
                                .filter(line -> line.contains("curl "))
                                .map(line -> line.substring(line.indexOf("curl ")))
                                .findFirst()
                                .orElse(null),
                        line -> line != null);
    }

    private String output(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static boolean hasCurl() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor() == 0;
    }

    private static String run(String line) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", line).start();
        return new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
