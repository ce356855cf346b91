package io.headrace.notifier.send;

import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.AttemptTimings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets over TLS: called at the vetted address, under their own name, and only with a certificate for it. */
final class TlsTargetTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String PASSWORD = "changeit";
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static JksOptions keys;
    private static HttpServer server;

    @BeforeAll
    static void startServer() throws Exception {
        keys = new JksOptions().setPath(keyStoreFor("shop.example").toString()).setPassword(PASSWORD);
        server = VERTX.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys))
                .requestHandler(request -> request.response()
                        .end(request.getHeader("Host") + " "
                                + request.connection().indicatedServerName()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void theNameOfTheTargetIsAskedForAndVerified() {
        AttemptOutcome outcome = send(trusting(), "https://shop.example:" + server.actualPort() + "/");

        assertThat(outcome.failure()).isNull();
        assertThat(outcome)
                .hasFieldOrPropertyWithValue("body", "shop.example:" + server.actualPort() + " shop.example");
    }

    @Test
    void aCertificateForAnotherNameIsATlsFailure() {
        AttemptOutcome outcome = send(trusting(), "https://till.example:" + server.actualPort() + "/");

        assertThat(outcome.failure()).isEqualTo(AttemptFailure.TLS);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsATlsFailure() {
        AttemptOutcome outcome =
                send(WebhookSender.options(4, SOON), "https://shop.example:" + server.actualPort() + "/");

        assertThat(outcome.failure()).isEqualTo(AttemptFailure.TLS);
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsATlsFailure() throws Exception {
        try (WildServer plain =
                new WildServer((socket, out) -> {}, "no TLS here\r\n".getBytes(StandardCharsets.US_ASCII))) {
            AttemptOutcome outcome = send(trusting(), "https://shop.example:" + plain.port() + "/");

            assertThat(outcome.failure()).isEqualTo(AttemptFailure.TLS);
        }
    }

    @Test
    void aServerThatHangsInTheHandshakeIsCutOff() throws Exception {
        try (WildServer silent =
                new WildServer((socket, out) -> socket.getInputStream().read())) {
            AttemptReport report =
                    report(WebhookSender.options(4, SHORT), "https://shop.example:" + silent.port() + "/", SHORT);

            assertThat(report.outcome().failure()).isEqualTo(AttemptFailure.TIMEOUT);
            assertThat(report.timings().connect()).isNull();
            await().atMost(SOON).until(() -> silent.ended() == 1 && OpenConnections.to(silent.port()) == 0);
        }
    }

    @Test
    void connectingAndNegotiatingAreToldApart() throws Exception {
        try (SlowRelay relay = new SlowRelay(server.actualPort(), PAUSE)) {
            String url = "https://shop.example:" + relay.port() + "/";
            WebhookSender sender = sender(trusting(), SOON);
            long started = System.nanoTime();

            AttemptTimings first =
                    sender.send(aDeliveryTo(url)).await().atMost(SOON).timings();
            long elapsed = Duration.ofNanos(System.nanoTime() - started).toMillis();
            AttemptTimings again =
                    sender.send(aDeliveryTo(url)).await().atMost(SOON).timings();

            assertThat(first.tls()).isGreaterThanOrEqualTo((int) PAUSE.toMillis());
            assertThat(first.connect() + first.tls() + first.firstByte()).isLessThanOrEqualTo((int) elapsed);
            assertThat(again.connect()).isZero();
            assertThat(again.tls()).isZero();
        }
    }

    private static WebClientOptions trusting() {
        WebClientOptions options = WebhookSender.options(4, SOON);
        options.setTrustOptions(keys);
        return options;
    }

    private static AttemptOutcome send(WebClientOptions options, String url) {
        return report(options, url, SOON).outcome();
    }

    private static AttemptReport report(WebClientOptions options, String url, Duration timeout) {
        return sender(options, timeout).send(aDeliveryTo(url)).await().atMost(SOON.multipliedBy(2));
    }

    private static WebhookSender sender(WebClientOptions options, Duration timeout) {
        AddressResolver loopback = host -> Uni.createFrom().item(List.of(InetAddress.getLoopbackAddress()));
        return new WebhookSender(
                new WebhookRequestMapper(Deliveries.SEALER, "Headrace/test"),
                new TargetGuard(loopback, new AddressPolicy(List.of(Network.of("127.0.0.0/8"))), false),
                WebhookSender.client(VERTX, options),
                timeout);
    }

    /** The JDK's own tool, since its classes cannot make a certificate. */
    private static Path keyStoreFor(String host) throws Exception {
        Path store = folder.resolve("keys.jks");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "t",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "JKS",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }
}
