package io.headrace.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FreedSlotsTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger claims = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void enoughAreClaimedForAtOnce() {
        FreedSlots freed = freed(3, Duration.ofHours(1));
        freed.add(1);
        freed.add(1);
        assertThat(claims).hasValue(0);

        freed.add(1);

        assertThat(claims).hasValue(1);
    }

    @Test
    void oneIsClaimedForAfterAWhileThoughNoOtherFollows() {
        freed(3, Duration.ofMillis(50)).add(1);

        await().until(() -> claims.get() == 1);
    }

    @Test
    void oneThatComesAfterAClaimIsClaimedForToo() {
        FreedSlots freed = freed(3, Duration.ofSeconds(1));
        freed.add(1);
        freed.asked();

        freed.add(1);

        await().until(() -> claims.get() == 1);
        freed.asked();
        freed.add(1);
        await().until(() -> claims.get() == 2);
    }

    @Test
    void thoseThatAClaimAskedForAreNotCountedAgain() {
        FreedSlots freed = freed(2, Duration.ofSeconds(1));
        freed.add(1);
        freed.asked();

        await().during(Duration.ofMillis(1_500)).until(() -> claims.get() == 0);
    }

    private FreedSlots freed(int enough, Duration patience) {
        return new FreedSlots(vertx, enough, patience, claims::incrementAndGet);
    }
}
