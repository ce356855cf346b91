package io.headrace.notifier.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headrace.store.delivery.TargetHealth;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class HoldPolicyTest {
    private final HoldPolicy policy = new HoldPolicy(Duration.ofSeconds(90), 10);

    @Test
    void whatFailsForLongWithEnoughDeliveriesIsHeld() {
        assertThat(policy.holds(failing(90, 40, 10))).isTrue();
        assertThat(policy.holds(failing(3_600, 400, 400))).isTrue();
    }

    @Test
    void neitherTimeNorNumberAloneIsEnough() {
        assertThat(policy.holds(failing(89, 4_000, 10))).isFalse();
        assertThat(policy.holds(failing(3_600, 4_000, 9))).isFalse();
    }

    @Test
    void whatFailsRightAfterItsReleaseIsHeldAgainAtOnce() {
        assertThat(policy.holds(released(2))).isFalse();
        assertThat(policy.holds(released(3))).isTrue();
    }

    @Test
    void whatIsHeldIsNotHeldOnceMore() {
        assertThat(policy.holds(new TargetHealth(
                        new UUID(7, 1), OffsetDateTime.MIN, Duration.ofDays(1), 99, 99, true, false, 4)))
                .isFalse();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldPolicy(Duration.ofSeconds(-1), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldPolicy(Duration.ZERO, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldPolicy(Duration.ZERO, 1_001));
        assertThat(new HoldPolicy(Duration.ZERO, 1).holds(failing(0, 1, 1))).isTrue();
    }

    private static TargetHealth failing(int seconds, int attempts, int deliveries) {
        return new TargetHealth(
                new UUID(7, 1), OffsetDateTime.MIN, Duration.ofSeconds(seconds), attempts, deliveries, false, false, 0);
    }

    private static TargetHealth released(int attempts) {
        return new TargetHealth(new UUID(7, 1), OffsetDateTime.MIN, Duration.ofSeconds(1), attempts, 1, false, true, 4);
    }
}
