package io.headrace.notifier.deliver;

import static io.headrace.notifier.send.Deliveries.aDeliveryTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.headrace.store.delivery.AttemptFailure;
import io.headrace.store.delivery.AttemptTimings;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.delivery.EndedAttempt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DestinationsTest {
    private final Destinations destinations = new Destinations(32);

    @Test
    void aFastOneGetsLeasesBeyondItsAttempts() {
        ended("a.example", Duration.ofMillis(5), null);

        assertThat(destinations.of("a.example")).isEqualTo(96);
        assertThat(destinations.atOnce("a.example")).isEqualTo(32);
        assertThat(destinations.of("b.example")).as("a stranger").isEqualTo(32);
    }

    @Test
    void oneThatHangsIsRestrainedUntilItAnswers() {
        for (int i = 0; i < 8; i++) {
            ended("a.example", Duration.ofSeconds(15), AttemptFailure.TIMEOUT);
        }
        assertThat(destinations.restrained()).containsOnly(entry("a.example", 4));
        assertThat(destinations.of("a.example")).isEqualTo(4);

        ended("a.example", Duration.ofMillis(5), null);

        assertThat(destinations.restrained()).isEmpty();
    }

    @Test
    void oneThatStallsGetsNothingAhead() {
        ended("a.example", Duration.ofMillis(5), null);

        destinations.stalled("a.example");

        assertThat(destinations.of("a.example")).isEqualTo(32);
    }

    @Test
    void theLatestThousandAreRemembered() {
        for (int i = 0; i <= 1_000; i++) {
            ended(i + ".example", Duration.ofMillis(5), null);
        }

        assertThat(destinations.of("0.example")).isEqualTo(32);
        assertThat(destinations.of("1000.example")).isEqualTo(96);
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Destinations(0));
    }

    private void ended(String destination, Duration took, @Nullable AttemptFailure failure) {
        destinations.ended(new EndedAttempt(
                aDeliveryTo("https://" + destination + "/"),
                0,
                took.toNanos(),
                AttemptTimings.NONE,
                failure,
                null,
                DeliveryState.DELIVERED,
                Duration.ZERO));
    }
}
