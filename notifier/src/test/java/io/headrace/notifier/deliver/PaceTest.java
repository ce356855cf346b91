package io.headrace.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger ran = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void theFirstWhoAsksNeedNotWait() {
        aPace(Duration.ofHours(1)).ask();

        assertThat(ran).hasValue(1);
    }

    @Test
    void whoAsksMeanwhileIsServedTogether() {
        Pace pace = aPace(Duration.ofSeconds(1));
        pace.ask();

        pace.ask();
        pace.ask();
        pace.ask();

        assertThat(ran).hasValue(1);
        await().until(() -> ran.get() == 2);
        await().during(Duration.ofMillis(1_500)).until(() -> ran.get() == 2);
    }

    @Test
    void whoAsksInsideTheTaskIsServedAfterIt() {
        Pace[] pace = new Pace[1];
        pace[0] = new Pace(vertx, Duration.ofMillis(1), () -> {
            if (ran.incrementAndGet() < 3) {
                pace[0].ask();
            }
        });

        pace[0].ask();

        await().until(() -> ran.get() == 3);
    }

    private Pace aPace(Duration interval) {
        return new Pace(vertx, interval, ran::incrementAndGet);
    }
}
