package io.headrace.notifier.send;

import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.notifier.NotifierConfig;
import io.headrace.store.delivery.AttemptFailure;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Attempts whose names a real name server answers, truly or not. Public addresses are out of a test's reach: here
 * 127.0.0.2 stands for one, the only address that may be called.
 */
final class NameServerTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String PUBLIC = "127.0.0.2";
    private static final String PRIVATE = "127.0.0.1";
    private static final String HOST = "shop.example";
    private static final int A = 1;
    private static final int LOOPS = 4;
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void aNameThatTurnsPrivateBetweenCheckAndCallIsCalledWhereItWasChecked() throws Exception {
        try (WildServer internal = new WildServer((socket, out) -> out.write(OK));
                WildServer outside = internal.twinAt(PUBLIC, (socket, out) -> out.write(OK));
                TestNameServer names = new TestNameServer(
                        (name, type, times) -> TestNameServer.ofType(type, times == 0 ? PUBLIC : PRIVATE))) {
            WebhookSender sender = sender(SOON, names.address());
            String url = "http://" + HOST + ":" + internal.port() + "/";

            AttemptOutcome first = send(sender, url);

            assertThat(first.failure()).isNull();
            assertThat(outside.heads()).hasSize(1);
            assertThat(names.asked(HOST, A)).as("asked once, for the check").isEqualTo(1);
            assertThat(send(sender, url).failure()).isEqualTo(AttemptFailure.BLOCKED);
            assertThat(names.asked(HOST, A))
                    .as("asked anew at the next attempt")
                    .isEqualTo(2);
            assertThat(outside.heads())
                    .as("not even over the connection that is still open")
                    .hasSize(1);
            assertThat(internal.connections()).isZero();
        }
    }

    @Test
    void oneAnswerThatIsNotPublicRefusesThemAll() throws Exception {
        try (WildServer internal = new WildServer((socket, out) -> out.write(OK));
                WildServer outside = internal.twinAt(PUBLIC, (socket, out) -> out.write(OK));
                TestNameServer names = new TestNameServer((name, type, times) -> name.startsWith("six")
                        ? TestNameServer.ofType(type, PUBLIC, "::1")
                        : TestNameServer.ofType(type, PUBLIC, PRIVATE))) {
            WebhookSender sender = sender(SOON, names.address());

            assertThat(send(sender, "http://four.example:" + internal.port() + "/")
                            .failure())
                    .isEqualTo(AttemptFailure.BLOCKED);
            assertThat(send(sender, "http://six.example:" + internal.port() + "/")
                            .failure())
                    .isEqualTo(AttemptFailure.BLOCKED);
            assertThat(internal.connections() + outside.connections()).isZero();
        }
    }

    @Test
    void aNameWithoutAddressesIsADnsFailure() throws Exception {
        try (TestNameServer names = new TestNameServer((name, type, times) -> List.of())) {
            assertThat(send(sender(SOON, names.address()), "http://" + HOST + "/")
                            .failure())
                    .isEqualTo(AttemptFailure.DNS);
        }
    }

    @Test
    void aNameServerThatNeverAnswersIsADnsFailureOrTheDeadline() throws Exception {
        try (TestNameServer silent = new TestNameServer((name, type, times) -> null)) {
            assertThat(send(sender(SOON, silent.address()), "http://" + HOST + "/")
                            .failure())
                    .isEqualTo(AttemptFailure.DNS);
            assertThat(silent.asked(HOST, A)).as("a datagram may be lost").isEqualTo(2);

            long started = System.nanoTime();
            assertThat(send(sender(SHORT, silent.address()), "http://" + HOST + "/")
                            .failure())
                    .isEqualTo(AttemptFailure.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(DnsAddressResolver.PATIENCE);
        }
    }

    @Test
    void theNextNameServerIsAskedWhereOneIsSilent() throws Exception {
        try (WildServer internal = new WildServer((socket, out) -> {});
                WildServer outside = internal.twinAt(PUBLIC, (socket, out) -> out.write(OK));
                TestNameServer silent = new TestNameServer((name, type, times) -> null);
                TestNameServer names = new TestNameServer((name, type, times) -> TestNameServer.ofType(type, PUBLIC))) {
            WebhookSender sender = sender(SOON, silent.address(), names.address());

            assertThat(send(sender, "http://" + HOST + ":" + internal.port() + "/")
                            .failure())
                    .isNull();
            assertThat(outside.heads()).hasSize(1);
        }
    }

    @Test
    void theAnswerComesWhereItWasAskedFor() throws Exception {
        try (TestNameServer names = new TestNameServer((name, type, times) -> TestNameServer.ofType(type, PUBLIC))) {
            DnsAddressResolver resolver = new DnsAddressResolver(VERTX, List.of(names.address()));
            for (int loop = 0; loop < LOOPS; loop++) {
                Context asking = ((VertxInternal) VERTX).createEventLoopContext();
                CompletableFuture<Context> answered = new CompletableFuture<>();

                asking.runOnContext(asked -> resolver.resolve(HOST)
                        .subscribe()
                        .with(found -> answered.complete(Vertx.currentContext()), answered::completeExceptionally));

                assertThat(answered.get(SOON.toSeconds(), TimeUnit.SECONDS)).isSameAs(asking);
            }
        }
    }

    @Test
    void anAddressIsNoQuestion() throws Exception {
        try (TestNameServer names = new TestNameServer((name, type, times) -> List.of())) {
            assertThat(send(sender(SOON, names.address()), "http://[::1]/").failure())
                    .isEqualTo(AttemptFailure.BLOCKED);
            assertThat(send(sender(SOON, names.address()), "http://10.0.0.1/").failure())
                    .isEqualTo(AttemptFailure.BLOCKED);
        }
    }

    /** And the system's resolver, which knows no such name, is not asked. */
    @Test
    void theSettingSaysWhoIsAsked() throws Exception {
        try (WildServer internal = new WildServer((socket, out) -> {});
                WildServer outside = internal.twinAt(PUBLIC, (socket, out) -> out.write(OK));
                TestNameServer names = new TestNameServer((name, type, times) -> TestNameServer.ofType(type, PUBLIC))) {
            NotifierConfig config = new SmallRyeConfigBuilder()
                    .withMapping(NotifierConfig.class)
                    .withDefaultValue(
                            "headrace.webhook.dns",
                            "127.0.0.1:" + names.address().getPort())
                    .withDefaultValue("headrace.webhook.allowed-networks", PUBLIC + "/32")
                    .withDefaultValue("headrace.webhook.allow-http", "true")
                    .build()
                    .getConfigMapping(NotifierConfig.class);
            WebhookSender sender = new WebhookSender(VERTX, Deliveries.SEALER, config, "test");

            assertThat(send(sender, "http://" + HOST + ":" + internal.port() + "/")
                            .failure())
                    .isNull();
            assertThat(names.asked(HOST, A)).isEqualTo(1);
        }
    }

    private static WebhookSender sender(Duration timeout, InetSocketAddress... servers) {
        return new WebhookSender(
                new WebhookRequestMapper(Deliveries.SEALER, "Headrace/test"),
                new TargetGuard(
                        new DnsAddressResolver(VERTX, List.of(servers)),
                        new AddressPolicy(List.of(Network.of(PUBLIC + "/32"))),
                        true),
                WebhookSender.client(VERTX, WebhookSender.options(4, timeout)),
                timeout);
    }

    private static AttemptOutcome send(WebhookSender sender, String url) {
        return sender.send(aDeliveryTo(url))
                .await()
                .atMost(SOON.multipliedBy(2))
                .outcome();
    }
}
