package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.backends.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A real provider of identities, as a process of its own; unpacked beside the build and started with these realms. */
final class Keycloak implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path ARCHIVE = Path.of("target", "keycloak", "keycloak.zip");
    private static final Path FOLDER = Path.of("target", "keycloak", "unpacked").toAbsolutePath();

    private final int port;
    private final Process process;

    private Keycloak(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** @param realms their import files, by name */
    static Keycloak start(Map<String, String> realms) throws IOException {
        unpack();
        clear(FOLDER.resolve("data"));
        Path imports = Files.createDirectories(FOLDER.resolve("data").resolve("import"));
        for (Map.Entry<String, String> realm : realms.entrySet()) {
            Files.writeString(imports.resolve(realm.getKey() + "-realm.json"), realm.getValue());
        }
        int port = FreePorts.next();
        Keycloak keycloak = new Keycloak(port, launch(port));
        await("Keycloak").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(keycloak::answers);
        return keycloak;
    }

    String issuer(String realm) {
        return "http://127.0.0.1:" + port + "/realms/" + realm;
    }

    /** An access token as the client gets it with the person's password. */
    String accessToken(String realm, String client, String username, String password) {
        return token(realm, client, username, password, "email")
                .path("access_token")
                .asText();
    }

    /** The whole answer, id token and refresh token too. */
    JsonNode tokens(String realm, String client, String username, String password) {
        return token(realm, client, username, password, "openid");
    }

    /** Takes it away, as a crash would. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private JsonNode token(String realm, String client, String username, String password, String scope) {
        String form = Map.of(
                        "grant_type", "password",
                        "client_id", client,
                        "username", username,
                        "password", password,
                        "scope", scope)
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        ApiClient.Answer answer =
                ApiClient.send(HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended: see " + log());
        }
        try {
            return ApiClient.send(HttpRequest.newBuilder(URI.create(issuer("headrace")))
                                    .timeout(Duration.ofSeconds(5)))
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException
                    || e.getCause() instanceof java.net.http.HttpTimeoutException) {
                return false;
            }
            throw e;
        }
    }

    /** The first start in a folder compiles its settings; later ones find them. */
    private static Process launch(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "bash",
                FOLDER.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port);
        builder.environment().put("JAVA_OPTS", "-Xms64m -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private static Path log() {
        return FOLDER.resolveSibling("keycloak.log");
    }

    private static void unpack() throws IOException {
        if (Files.exists(FOLDER)) {
            return;
        }
        Path partial = FOLDER.resolveSibling("unpacking");
        clear(partial);
        try (InputStream in = Files.newInputStream(ARCHIVE);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                write(zip, entry, partial);
            }
        }
        Files.move(partial, FOLDER);
    }

    /** Without the folder that everything in the archive is in. */
    private static void write(ZipInputStream zip, ZipEntry entry, Path folder) throws IOException {
        Path name = Path.of(entry.getName());
        Path target = name.getNameCount() < 2 ? folder : folder.resolve(name.subpath(1, name.getNameCount()));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(zip, target);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path :
                    List.copyOf(all.sorted(java.util.Comparator.reverseOrder()).toList())) {
                Files.delete(path);
            }
        }
    }
}
