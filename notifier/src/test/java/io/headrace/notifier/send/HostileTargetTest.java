package io.headrace.notifier.send;

import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.store.delivery.AttemptFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that give without end, or take nothing: each attempt ends, as what it is, and leaves no connection behind. */
final class HostileTargetTest {
    /** For those that would never end. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** For those that end by themselves, however busy the machine is. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void ofTenMegabytesOnlyTheBeginningIsRead() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + TEN_MEGABYTES + "\r\n\r\n");
            out.write(new byte[TEN_MEGABYTES]);
        })) {
            assertThat(send(server).failure()).as("its status says what counts").isNull();
            assertNothingIsLeft(server);
        }
    }

    @Test
    void ofChunksWithoutEndOnlyTheBeginningIsRead() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> {
            write(out, "HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n");
            endless(out, "1000\r\n" + "x".repeat(0x1000) + "\r\n");
        })) {
            assertThat(send(server)).hasFieldOrPropertyWithValue("status", 500);
            assertNothingIsLeft(server);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n|X-More: and more\r\n",
                "HTTP/1.1 200 OK\r\nX-Long: |xxxxxxxxxxxxxxxx",
                "HTTP/1.1 200 |OK",
                "|x",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;|extension",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n|X-Trailer: and more\r\n",
            })
    void whatNeverEndsIsNoAnswer(String answer) throws Exception {
        String[] beginningAndRest = answer.split("\\|", 2);
        try (WildServer server = new WildServer((socket, out) -> {
            write(out, beginningAndRest[0]);
            endless(out, beginningAndRest[1]);
        })) {
            assertThat(send(server).failure()).isEqualTo(AttemptFailure.BODY);
            assertNothingIsLeft(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, TIMEOUT", "103, TIMEOUT", "102, BODY", "199, BODY"})
    void newsThatAnAnswerWillComeAreNone(int status, AttemptFailure failure) throws Exception {
        try (WildServer server =
                new WildServer((socket, out) -> endless(out, "HTTP/1.1 " + status + " Wait\r\n\r\n"))) {
            Duration deadline = failure == AttemptFailure.TIMEOUT ? SHORT : LONG;

            assertThat(send(sender(new SystemAddressResolver(4), deadline), server)
                            .failure())
                    .isEqualTo(failure);
            assertNothingIsLeft(server);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 103})
    void theAnswerAfterTheNewsIsThisAttempts(int status) throws Exception {
        try (WildServer server = WildServer.answering(
                "HTTP/1.1 " + status + " Wait\r\n\r\n" + "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")) {
            WebhookSender sender = sender(new SystemAddressResolver(4), LONG);

            assertThat(send(sender, server)).hasFieldOrPropertyWithValue("status", 503);
            assertThat(send(sender, server)).as("not the one before's").hasFieldOrPropertyWithValue("status", 503);
            assertThat(server.heads()).hasSize(2);
        }
    }

    /** What the client does not know as news, it would take for the whole answer, and what follows for the next one's. */
    @Test
    void newsThatNobodyKnowsEndTheConnection() throws Exception {
        try (WildServer server =
                WildServer.answering("HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            WebhookSender sender = sender(new SystemAddressResolver(4), LONG);

            assertThat(send(sender, server).failure()).isEqualTo(AttemptFailure.BODY);
            assertThat(send(sender, server).failure()).isEqualTo(AttemptFailure.BODY);
            assertThat(server.connections()).isEqualTo(2);
            assertNothingIsLeft(server);
        }
    }

    @Test
    void anotherProtocolIsNotSpoken() throws Exception {
        try (WildServer server = WildServer.answering(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")) {
            assertThat(send(server).failure()).isNotNull();
            assertNothingIsLeft(server);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 99999999 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 0 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 -200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
            })
    void whatCannotBeReadInOneWayIsNoAnswer(String answer) throws Exception {
        try (WildServer server = WildServer.answering(answer)) {
            assertThat(send(server).failure()).isEqualTo(AttemptFailure.BODY);
            assertNothingIsLeft(server);
        }
    }

    /** The connection it follows on closes, be it as the next attempt takes it: that one takes another. */
    @Test
    void whatFollowsAnAnswerIsNotTheNextOnes() throws Exception {
        try (WildServer server = WildServer.answering(
                "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            WebhookSender sender = sender(new SystemAddressResolver(4), LONG);

            for (int attempt = 0; attempt < 200; attempt++) {
                assertThat(send(sender, server)).hasFieldOrPropertyWithValue("status", 500);
            }
        }
    }

    @Test
    void aTargetThatReadsNothingIsCutOff() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket listening = new ServerSocket()) {
            listening.setReceiveBufferSize(4_096);
            listening.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            Thread taker = new Thread(() -> acceptAndWait(listening, over));
            taker.start();

            AttemptOutcome outcome = sender(new SystemAddressResolver(4), SHORT)
                    .send(aDeliveryTo("http://127.0.0.1:" + listening.getLocalPort() + "/", "x".repeat(TEN_MEGABYTES)))
                    .await()
                    .atMost(SOON)
                    .outcome();

            assertThat(outcome.failure()).isEqualTo(AttemptFailure.TIMEOUT);
            await().atMost(SOON).until(() -> OpenConnections.to(listening.getLocalPort()) == 0);
        } finally {
            over.countDown();
        }
    }

    /** Each phase alone is within it. */
    @Test
    void oneDeadlineIsOverAllPhases() throws Exception {
        Duration most = SHORT.multipliedBy(6).dividedBy(10);
        AddressResolver slow = host -> Uni.createFrom()
                .item(List.of(InetAddress.getLoopbackAddress()))
                .onItem()
                .delayIt()
                .by(most);
        try (WildServer server = new WildServer((socket, out) -> {
            pause(most);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThat(send(sender(slow, SHORT), server).failure()).isEqualTo(AttemptFailure.TIMEOUT);
            assertNothingIsLeft(server);
        }
    }

    private static void assertNothingIsLeft(WildServer server) {
        await().atMost(SOON)
                .until(() -> server.ended() == server.connections() && OpenConnections.to(server.port()) == 0);
    }

    private static void acceptAndWait(ServerSocket listening, CountDownLatch over) {
        try (Socket socket = listening.accept()) {
            over.await();
        } catch (Exception e) {
            // The test is over.
        }
    }

    private static void pause(Duration pause) throws InterruptedException {
        new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void endless(OutputStream out, String text) throws Exception {
        byte[] many = text.repeat(1 + 8_192 / text.length()).getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            out.write(many);
        }
    }

    private static void write(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static WebhookSender sender(AddressResolver resolver, Duration timeout) {
        return new WebhookSender(
                new WebhookRequestMapper(Deliveries.SEALER, "Headrace/test"),
                new TargetGuard(resolver, new AddressPolicy(List.of(Network.of("127.0.0.0/8"))), true),
                WebhookSender.client(VERTX, WebhookSender.options(4, timeout)),
                timeout);
    }

    private static AttemptOutcome send(WildServer server) {
        return send(sender(new SystemAddressResolver(4), LONG), server);
    }

    private static AttemptOutcome send(WebhookSender sender, WildServer server) {
        return sender.send(aDeliveryTo("http://127.0.0.1:" + server.port() + "/"))
                .await()
                .atMost(SOON)
                .outcome();
    }
}
