package io.headrace.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void secondsAndDatesAreRead() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).isEqualTo(Duration.ofSeconds(120));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 12:02:00 GMT", NOW)).isEqualTo(Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999", "Sun, 01 Mar 2026 11:59:00 GMT"})
    void anythingElseIsAsIfItWereNotThere(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isNull();
    }
}
