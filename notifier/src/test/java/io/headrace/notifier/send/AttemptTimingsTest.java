package io.headrace.notifier.send;

import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.store.delivery.AttemptTimings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How long each phase of an attempt took, and that a phase that did not come to its end has no time. */
final class AttemptTimingsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int PAUSE_MILLIS = 150;
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void eachPhaseHasItsOwnTime() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> {
            pause();
            out.write(OK);
        })) {
            long started = System.nanoTime();

            AttemptTimings timings = send(sender(slowResolver(), SOON), server);

            assertThat(timings.dns()).isGreaterThanOrEqualTo(PAUSE_MILLIS);
            assertThat(timings.tls()).as("plain http").isNull();
            assertThat(timings.firstByte()).isGreaterThanOrEqualTo(PAUSE_MILLIS - 1);
            assertThat(timings.dns() + timings.connect() + timings.firstByte())
                    .as("no moment counts twice")
                    .isLessThanOrEqualTo(
                            (int) Duration.ofNanos(System.nanoTime() - started).toMillis());
        }
    }

    @Test
    void aConnectionThatIsUsedAgainIsNotMadeAgain() throws Exception {
        try (WildServer server = new WildServer((socket, out) -> out.write(OK))) {
            WebhookSender sender = sender(new SystemAddressResolver(4), SOON);
            send(sender, server);

            AttemptTimings again = send(sender, server);

            assertThat(server.connections()).isEqualTo(1);
            assertThat(again.connect()).isZero();
            assertThat(again.tls()).isNull();
            assertThat(again.firstByte()).isNotNull();
        }
    }

    @Test
    void whatDidNotComeToItsEndHasNoTime() throws Exception {
        try (WildServer silent = new WildServer((socket, out) -> pause(TIMEOUT.toMillis() * 2))) {
            AttemptTimings timings = send(sender(new SystemAddressResolver(4), TIMEOUT), silent);

            assertThat(timings.connect()).isNotNull();
            assertThat(timings.firstByte()).isNull();
        }
        AttemptTimings unresolved = sender(host -> Uni.createFrom().nothing(), TIMEOUT)
                .send(aDeliveryTo("http://slow.example/"))
                .await()
                .atMost(SOON)
                .timings();
        assertThat(unresolved).isEqualTo(AttemptTimings.NONE);
    }

    private static AddressResolver slowResolver() {
        return host -> Uni.createFrom()
                .item(List.of(InetAddress.getLoopbackAddress()))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(PAUSE_MILLIS));
    }

    private static void pause() throws InterruptedException {
        pause(PAUSE_MILLIS);
    }

    private static void pause(long millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static WebhookSender sender(AddressResolver resolver, Duration timeout) {
        return new WebhookSender(
                new WebhookRequestMapper(Deliveries.SEALER, "Headrace/test"),
                new TargetGuard(resolver, new AddressPolicy(List.of(Network.of("127.0.0.0/8"))), true),
                WebhookSender.client(VERTX, WebhookSender.options(4, timeout)),
                timeout);
    }

    private static AttemptTimings send(WebhookSender sender, WildServer server) {
        return sender.send(aDeliveryTo("http://127.0.0.1:" + server.port() + "/"))
                .await()
                .atMost(SOON)
                .timings();
    }
}
