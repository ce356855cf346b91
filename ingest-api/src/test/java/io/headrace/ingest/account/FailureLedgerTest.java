package io.headrace.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureLedgerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final FailureLedger ledger = new FailureLedger(3, WINDOW, 4);

    @Test
    void the_limit_is_reached_and_not_before() {
        fail("a", 2, START);
        assertThat(ledger.wait("a", START)).isEmpty();

        fail("a", 1, START.plusSeconds(60));

        assertThat(ledger.wait("a", START.plusSeconds(60))).contains(Duration.ofMinutes(14));
        assertThat(ledger.wait("b", START)).isEmpty();
    }

    @Test
    void the_window_closes_to_the_millisecond() {
        fail("a", 3, START);
        Instant end = START.plus(WINDOW);

        assertThat(ledger.wait("a", end.minusMillis(1))).contains(Duration.ofMillis(1));
        assertThat(ledger.wait("a", end)).isEmpty();
        assertThat(ledger.size()).isZero();
    }

    @Test
    void a_try_that_was_no_failure_is_taken_back() {
        fail("a", 3, START);

        ledger.takeBack("a");

        assertThat(ledger.wait("a", START)).isEmpty();
        fail("a", 1, START);
        assertThat(ledger.wait("a", START)).isPresent();
        ledger.takeBack("nobody");
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void who_succeeds_starts_anew() {
        fail("a", 2, START);

        ledger.clear("a");

        fail("a", 2, START);
        assertThat(ledger.wait("a", START)).isEmpty();
    }

    @Test
    void it_remembers_so_many_names_and_forgets_the_oldest_first() {
        fail("first", 3, START);
        for (int i = 0; i < 4; i++) {
            fail("other" + i, 3, START.plusSeconds(1 + i));
        }

        assertThat(ledger.size()).isEqualTo(4);
        assertThat(ledger.wait("first", START.plusSeconds(9))).isEmpty();
        assertThat(ledger.wait("other0", START.plusSeconds(9))).isPresent();
    }

    private void fail(String name, int times, Instant now) {
        for (int i = 0; i < times; i++) {
            ledger.begin(name, now);
        }
    }
}
