package io.headrace.notifier.send;

import static io.headrace.notifier.send.Deliveries.aDelivery;
import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.store.delivery.AttemptFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that behave badly, each in its own way; none may hold an attempt past its deadline. */
final class WebhookSenderTest {
    private static final Duration TIMEOUT = Duration.ofMillis(800);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nnoted";
    private static final Vertx VERTX = Vertx.vertx();
    private static final List<Network> LOOPBACK = List.of(Network.of("127.0.0.0/8"), Network.of("::1/128"));

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void anAnswerInTimeIsAnAnswer() throws Exception {
        try (WildServer server = WildServer.answering(OK)) {
            AttemptOutcome outcome = send(server, "/hook?a=b%20c&d=%2F");

            assertThat(outcome).isEqualTo(new AttemptOutcome.Answered(200, null, "Content-Length: 5\n", "noted"));
            assertThat(server.heads().get(0))
                    .startsWith("POST /hook?a=b%20c&d=%2F HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nhost: 127.0.0.1:" + server.port() + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\n"
            })
    void whatIsSaidBeforeTheAnswerIsNotTheAnswer(String before) throws Exception {
        try (WildServer server = WildServer.answering(before + OK)) {
            WebhookSender sender = sender(new SystemAddressResolver(4), LOOPBACK);

            assertThat(send(sender, url(server, "/")))
                    .isEqualTo(new AttemptOutcome.Answered(200, null, "Content-Length: 5\n", "noted"));
            assertThat(send(sender, url(server, "/")).failure())
                    .as("the connection is as good as before")
                    .isNull();
        }
        try (WildServer server = WildServer.answering(before + "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server, "/").failure()).isEqualTo(AttemptFailure.STATUS);
        }
    }

    @Test
    void anAnswerBeforeTheAnswerThatIsNotKnownSpoilsNoOtherAttempt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (WildServer server = new WildServer((socket, out) -> out.write((asked.incrementAndGet() == 1
                        ? "HTTP/1.1 102 Processing\r\n\r\n" + OK
                        : OK.replace("200 OK", "500 Oops"))
                .getBytes(StandardCharsets.ISO_8859_1)))) {
            WebhookSender sender = sender(new SystemAddressResolver(4), LOOPBACK);

            assertThat(send(sender, url(server, "/")).failure()).isNotNull();
            assertThat(send(sender, url(server, "/"))).hasFieldOrPropertyWithValue("status", 500);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aSecretThatTheTargetEchoesIsNotKept() throws Exception {
        String echo =
                "HTTP/1.1 500 Oops\r\nX-Echo: open-sesame-4711\r\nContent-Length: 21\r\n\r\nX=open-sesame-4711...";
        try (WildServer server = WildServer.answering(echo)) {
            AttemptOutcome outcome = sender(new SystemAddressResolver(4), LOOPBACK)
                    .send(aDelivery(url(server, "/"), "X-Shop", "open-sesame-4711", null))
                    .await()
                    .atMost(SOON)
                    .outcome();

            assertThat(server.heads().get(0)).containsIgnoringCase("\r\nx-shop: open-sesame-4711\r\n");
            assertThat(outcome)
                    .isEqualTo(new AttemptOutcome.Answered(
                            500, null, "X-Echo: [removed]\nContent-Length: 21\n", "X=[removed]..."));
        }
    }

    @Test
    void theConnectionIsKeptForTheNextAttempt() throws Exception {
        try (WildServer server = WildServer.answering(OK)) {
            WebhookSender sender = sender(new SystemAddressResolver(4), LOOPBACK);
            send(sender, url(server, "/"));

            send(sender, url(server, "/"));

            assertThat(server.heads()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void theVettedAddressIsCalledUnderTheNameOfTheTarget() throws Exception {
        try (WildServer server = WildServer.answering(OK)) {
            WebhookSender sender = sender(answering("127.0.0.1"), LOOPBACK);

            AttemptOutcome outcome = send(sender, "http://shop.example:" + server.port() + "/");

            assertThat(outcome.failure()).isNull();
            assertThat(server.heads().get(0)).containsIgnoringCase("\r\nhost: shop.example:" + server.port() + "\r\n");
        }
    }

    static List<TargetVector> redirects() {
        return TargetVector.attacks("not-followed");
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void noRedirectIsFollowed(TargetVector attack) throws Exception {
        String[] parts = attack.input().split(" ", 2);
        int status = Integer.parseInt(parts[0]);
        try (WildServer server = WildServer.answering(
                "HTTP/1.1 " + status + " There\r\nLocation: " + parts[1] + "\r\nContent-Length: 0\r\n\r\n")) {
            AttemptOutcome outcome = send(server, "/");

            assertThat(outcome).hasFieldOrPropertyWithValue("status", status);
            assertThat(outcome.failure()).isEqualTo(status < 300 ? null : AttemptFailure.STATUS);
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void aRedirectToTheTargetItselfIsNotFollowedEither() throws Exception {
        try (WildServer other = WildServer.answering(OK);
                WildServer server = WildServer.answering(
                        "HTTP/1.1 307 There\r\nLocation: " + url(other, "/") + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server, "/").failure()).isEqualTo(AttemptFailure.STATUS);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void aNameThatTurnsPrivateIsRefusedAtTheNextAttempt() throws Exception {
        try (WildServer server = WildServer.answering(OK)) {
            AtomicInteger asked = new AtomicInteger();
            List<String> answers = List.of("127.0.0.1", "127.0.0.1", "127.0.0.2", "127.0.0.1");
            AddressResolver flips =
                    host -> answering(answers.get(asked.getAndIncrement())).resolve(host);
            WebhookSender sender = sender(flips, List.of(Network.of("127.0.0.1/32")));
            String url = "http://shop.example:" + server.port() + "/";

            assertThat(send(sender, url).failure()).isNull();
            assertThat(send(sender, url).failure()).isNull();
            assertThat(send(sender, url).failure())
                    .as("although a connection to the allowed address is still open")
                    .isEqualTo(AttemptFailure.BLOCKED);
            assertThat(send(sender, url).failure()).isNull();
            assertThat(asked)
                    .as("one question for each attempt, none at the call")
                    .hasValue(4);
            assertThat(server.heads()).hasSize(3);
        }
    }

    @Test
    void aWishToBeLeftAloneIsRead() throws Exception {
        try (WildServer server =
                WildServer.answering("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(send(server, "/")).hasFieldOrPropertyWithValue("retryAfter", Duration.ofSeconds(120));
        }
    }

    @Test
    void aTargetThatSaysNothingIsCutOff() throws Exception {
        try (WildServer server =
                new WildServer((socket, out) -> socket.getInputStream().read())) {
            assertThat(sendInAHurry(server).failure()).isEqualTo(AttemptFailure.TIMEOUT);
            await().atMost(SOON).until(() -> server.ended() == 1 && OpenConnections.to(server.port()) == 0);
        }
    }

    @Test
    void aTargetThatDripsIsCutOff() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            drip(out);
        })) {
            assertThat(sendInAHurry(server).failure()).isEqualTo(AttemptFailure.TIMEOUT);
            await().atMost(SOON).until(() -> server.ended() == 1 && OpenConnections.to(server.port()) == 0);
        }
    }

    @Test
    void aTargetThatDripsItsHeadersIsCutOff() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.ISO_8859_1));
            drip(out);
        })) {
            assertThat(sendInAHurry(server).failure()).isEqualTo(AttemptFailure.TIMEOUT);
            await().atMost(SOON).until(() -> server.ended() == 1 && OpenConnections.to(server.port()) == 0);
        }
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() throws Exception {
        byte[] chunk = "x".repeat(65_536).getBytes(StandardCharsets.ISO_8859_1);
        try (WildServer server = new WildServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(chunk);
            }
        })) {
            AttemptOutcome outcome = send(server, "/");

            assertThat(outcome.failure()).isNull();
            assertThat(outcome).hasFieldOrPropertyWithValue("body", "x".repeat(ResponseText.MAX_BYTES_KEPT));
            await().atMost(SOON).until(() -> server.ended() == 1 && OpenConnections.to(server.port()) == 0);
        }
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsAReset() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> socket.close())) {
            assertThat(send(server, "/").failure()).isEqualTo(AttemptFailure.RESET);
        }
        try (WildServer server = new WildServer((socket, out) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThat(send(server, "/").failure()).isEqualTo(AttemptFailure.RESET);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoSuccess() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nno".getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        })) {
            assertThat(send(server, "/").failure()).isEqualTo(AttemptFailure.BODY);
        }
    }

    @Test
    void aResetInMidBodyIsNoSuccess() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nno".getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThat(send(server, "/").failure()).isEqualTo(AttemptFailure.BODY);
            await().atMost(SOON).until(() -> OpenConnections.to(server.port()) == 0);
        }
    }

    @Test
    void aConnectionThatDoesNotComeAboutIsCutOff() throws Exception {
        try (FullServer server = new FullServer()) {
            AttemptOutcome outcome =
                    send(inAHurry(new SystemAddressResolver(4)), "http://127.0.0.1:" + server.port() + "/");

            assertThat(outcome.failure()).isEqualTo(AttemptFailure.TIMEOUT);
            await().atMost(SOON).until(() -> OpenConnections.comingAbout(server.port()) == 0);
        }
    }

    @Test
    void whatIsNotHttpIsNoAnswer() throws Exception {
        try (WildServer server = WildServer.answering("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
            assertThat(send(server, "/").failure()).isEqualTo(AttemptFailure.BODY);
        }
    }

    @Test
    void aPortWhereNobodyListensIsNoConnection() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        AttemptOutcome outcome = send(sender(new SystemAddressResolver(4), LOOPBACK), "http://127.0.0.1:" + port + "/");

        assertThat(outcome.failure()).isEqualTo(AttemptFailure.CONNECT);
    }

    @Test
    void theNextAddressIsTriedWhereNobodyListens() throws Exception {
        try (WildServer server = WildServer.answering(OK)) {
            WebhookSender sender = sender(answering("127.0.0.2", "127.0.0.1"), LOOPBACK);

            AttemptOutcome outcome = send(sender, "http://shop.example:" + server.port() + "/");

            assertThat(outcome.failure()).isNull();
        }
    }

    @Test
    void aTargetThatIsNotPublicIsNeverCalled() throws Exception {
        try (WildServer server = WildServer.answering(OK)) {
            assertThat(send(sender(new SystemAddressResolver(4), List.of()), url(server, "/"))
                            .failure())
                    .isEqualTo(AttemptFailure.BLOCKED);
            assertThat(send(sender(answering("8.8.8.8", "127.0.0.1"), List.of()), "http://shop.example/")
                            .failure())
                    .isEqualTo(AttemptFailure.BLOCKED);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aHostWithoutAnAddressIsADnsFailure() {
        WebhookSender sender = sender(host -> Uni.createFrom().failure(new UnknownHostException(host)), LOOPBACK);

        assertThat(send(sender, "http://nowhere.example/").failure()).isEqualTo(AttemptFailure.DNS);
    }

    @Test
    void aConnectionThatComesAboutTooLateIsNotUsed() throws Exception {
        try (WildServer server = WildServer.answering(OK)) {
            Exchange exchange = new Exchange(1, new AttemptClock());
            exchange.cut();

            var sent = WebhookSender.client(VERTX, WebhookSender.options(1, TIMEOUT))
                    .post(server.port(), "127.0.0.1", "/")
                    .as(exchange)
                    .send()
                    .toCompletionStage()
                    .toCompletableFuture();

            assertThat(sent).failsWithin(SOON);
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void aNameServerThatHangsIsCutOff() {
        WebhookSender sender = inAHurry(host -> Uni.createFrom().nothing());

        assertThat(send(sender, "http://slow.example/").failure()).isEqualTo(AttemptFailure.TIMEOUT);
    }

    private static void drip(OutputStream out) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(50, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
        }
    }

    private static AddressResolver answering(String... addresses) {
        return host -> Uni.createFrom()
                .item(List.of(addresses).stream()
                        .map(WebhookSenderTest::literal)
                        .toList());
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static WebhookSender sender(AddressResolver resolver, List<Network> allowed) {
        return sender(resolver, allowed, SOON);
    }

    private static WebhookSender inAHurry(AddressResolver resolver) {
        return sender(resolver, LOOPBACK, TIMEOUT);
    }

    private static WebhookSender sender(AddressResolver resolver, List<Network> allowed, Duration timeout) {
        return new WebhookSender(
                new WebhookRequestMapper(Deliveries.SEALER, "Headrace/test"),
                new TargetGuard(resolver, new AddressPolicy(allowed), true),
                WebhookSender.client(VERTX, WebhookSender.options(4, timeout)),
                timeout);
    }

    private static String url(WildServer server, String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private static AttemptOutcome send(WildServer server, String path) {
        return send(sender(new SystemAddressResolver(4), LOOPBACK), url(server, path));
    }

    private static AttemptOutcome sendInAHurry(WildServer server) {
        return send(inAHurry(new SystemAddressResolver(4)), url(server, "/"));
    }

    private static AttemptOutcome send(WebhookSender sender, String url) {
        return sender.send(aDeliveryTo(url))
                .await()
                .atMost(SOON.multipliedBy(2))
                .outcome();
    }
}
