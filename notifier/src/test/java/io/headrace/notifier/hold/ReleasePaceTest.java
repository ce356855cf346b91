package io.headrace.notifier.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReleasePaceTest {
    private final ReleasePace pace = new ReleasePace(100);

    @Test
    void aFewTryTheTargetBeforeTheRestFollows() {
        assertThat(pace.limit(Duration.ofMinutes(9), false)).isEqualTo(5);
        assertThat(new ReleasePace(2).limit(Duration.ZERO, false)).isEqualTo(2);
        assertThat(pace.limit(Duration.ofSeconds(59), true)).isEqualTo(100);
    }

    @Test
    void eachMinuteAddsAsManyAgainUpToABound() {
        assertThat(pace.limit(Duration.ofSeconds(60), true)).isEqualTo(200);
        assertThat(pace.limit(Duration.ofMinutes(9), true)).isEqualTo(1_000);
        assertThat(pace.limit(Duration.ofDays(999_999), true)).isEqualTo(10_000);
    }

    @Test
    void noneASecondIsNoPace() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReleasePace(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReleasePace(10_001));
    }
}
