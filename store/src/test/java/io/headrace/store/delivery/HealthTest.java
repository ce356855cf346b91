package io.headrace.store.delivery;

import static io.headrace.store.delivery.DeliveryTables.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of a target that fails, and when that is enough to hold its subscription, on real PostgreSQL. */
final class HealthTest extends FailingTarget {
    @Test
    void differentDeliveriesAreCountedOnceAndAttemptsEachTime() {
        UUID one = new UUID(8, 1);
        UUID two = new UUID(8, 2);

        fail(URL, one);
        tables.setClockAhead("1 minute");
        fail(URL, one, two);
        TargetHealth known = fail(URL, two);

        assertThat(known.attempts()).isEqualTo(4);
        assertThat(known.deliveries()).isEqualTo(2);
        assertThat(known.failing()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(90));
        assertThat(known.isHeld()).isFalse();
        assertThat(known.isUntriedRelease()).isFalse();
    }

    @Test
    void noMoreDifferentDeliveriesAreRememberedThanItTakes() {
        UUID[] ids = IntStream.range(0, 30).mapToObj(i -> new UUID(8, i)).toArray(UUID[]::new);

        assertThat(fail(URL, ids).attempts()).isEqualTo(30);
        assertThat(fail(URL, ids).deliveries()).isEqualTo(10);
    }

    @Test
    void aSuccessAnotherUrlAndAnActivationBeginAnew() {
        fail(URL, new UUID(8, 1));
        await(health.succeeded(List.of(new TargetSuccess(SUBSCRIPTION, URL))));
        assertThat(fail(URL, new UUID(8, 2)).attempts()).isEqualTo(1);

        tables.script("UPDATE subscription SET target_url = 'https://other.example:443/'");
        assertThat(await(health.failed(List.of(failures(URL, new UUID(8, 3))), 10)))
                .as("late, of the url before")
                .isEmpty();
        assertThat(fail("https://other.example:443/", new UUID(8, 4)).attempts())
                .isEqualTo(1);

        tables.setClockAhead("1 minute");
        tables.script("UPDATE subscription SET enabled_at = headrace_now()");
        tables.setClockAhead("2 minutes");
        assertThat(fail("https://other.example:443/", new UUID(8, 5)).attempts())
                .isEqualTo(1);
    }

    @Test
    void aHoldIsOnlyForWhatItWasDecidedOn() {
        for (String changed : List.of(
                "UPDATE subscription SET target_url = 'https://other.example:443/'",
                "UPDATE subscription SET enabled_at = headrace_now() + interval '1 second'",
                "UPDATE subscription SET active = false, stopped_at = headrace_now()",
                "UPDATE subscription_state SET failing_since = NULL",
                "UPDATE subscription_state SET failing_since = failing_since + interval '1 second'")) {
            subscribe();
            TargetHealth known = fail(URL, new UUID(8, 1));
            tables.script(changed);

            assertThat(await(health.hold(known, MINUTE))).as(changed).isFalse();
        }
        subscribe();
        TargetHealth known = fail(URL, new UUID(8, 1));
        assertThat(await(health.hold(known, MINUTE))).isTrue();
        assertThat(await(health.hold(known, MINUTE))).as("twice").isFalse();
    }
}
