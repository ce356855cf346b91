package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SystemAddressResolverTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final SystemAddressResolver resolver = new SystemAddressResolver(2, this::lookup);

    @AfterEach
    void letGo() {
        hanging.countDown();
    }

    @Test
    void aNameThatHangsIsNotSettledAndLeavesRoomForAnother() {
        resolver.resolve("hangs.example").subscribe().with(addresses -> {});
        UniAssertSubscriber<Void> settled =
                resolver.settled("hangs.example").subscribe().withSubscriber(UniAssertSubscriber.create());

        List<InetAddress> other = resolver.resolve("fine.example").await().atMost(SOON);

        assertThat(other).hasSize(1);
        settled.assertNotTerminated();
        hanging.countDown();
        settled.awaitItem(SOON);
    }

    @Test
    void attemptsForOneNameShareOneQuestion() {
        resolver.resolve("hangs.example").subscribe().with(addresses -> {});
        resolver.resolve("hangs.example").subscribe().with(addresses -> {});

        assertThat(resolver.resolve("fine.example").await().atMost(SOON)).hasSize(1);
    }

    @Test
    void anAddressIsNoQuestion() throws Exception {
        SystemAddressResolver asksNobody = new SystemAddressResolver(1, host -> {
            throw new IllegalStateException("asked for " + host);
        });

        assertThat(asksNobody.resolve("203.0.113.255").await().atMost(SOON))
                .containsExactly(InetAddress.getByName("203.0.113.255"));
    }

    @Test
    void aNameThatNobodyAsksForIsSettled() {
        resolver.settled("fine.example")
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertCompleted();
    }

    private InetAddress[] lookup(String host) {
        try {
            if (host.startsWith("hangs")) {
                hanging.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
}
