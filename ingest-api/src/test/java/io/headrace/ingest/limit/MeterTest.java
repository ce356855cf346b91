package io.headrace.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.store.quota.BookedTokens;
import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.LimitKind;
import io.headrace.store.quota.LimitSpan;
import io.headrace.store.quota.MeterKey;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One meter alone: what it says without PostgreSQL, in which words, and by which clock. */
class MeterTest {
    /** Noon of a day in the middle of a month. */
    private static final long NOON = 1_773_576_000_000L;

    private static final KindLimits LIMITS = new KindLimits(5, 8, 40, 400);

    private final FakeQuotaTable table = new FakeQuotaTable();
    private final Meter meter = new Meter(new MeterKey(UUID.randomUUID(), LimitKind.WRITE));

    @Test
    void what_is_not_known_is_asked_for_and_not_guessed() {
        assertThat(take(NOON).verdict()).isEqualTo(Verdict.UNKNOWN);

        assertThat(meter.wanted(1, NOON)).hasSize(LimitSpan.values().length);
    }

    @Property(tries = 200)
    void on_credit_an_instance_lets_through_what_the_plan_allows_and_no_more(@ForAll @IntRange(max = 300) int asked) {
        Meter alone = new Meter(new MeterKey(UUID.randomUUID(), LimitKind.WRITE));
        int through = 0;
        for (int i = 0; i < asked; i++) {
            through += alone.take(LIMITS, NOON + i * 500L, true).verdict() == Verdict.ADMITTED ? 1 : 0;
        }

        // Two a second are asked for: eight a minute, over five minutes at most, are less than the day's forty.
        assertThat(through)
                .isEqualTo(Math.min(8, asked)
                        + Math.min(8, Math.max(0, asked - 120))
                        + Math.min(8, Math.max(0, asked - 240)));
    }

    @Test
    void on_credit_the_day_counts_what_was_leased_before() {
        leaseAll(3, NOON);
        for (int i = 0; i < 3; i++) {
            assertThat(take(NOON).verdict()).isEqualTo(Verdict.ADMITTED);
        }
        KindLimits day = new KindLimits(100, 100, 5, 400);
        Meter known = meter;
        int through = 0;
        for (int i = 0; i < 10; i++) {
            through += known.take(day, NOON, true).verdict() == Verdict.ADMITTED ? 1 : 0;
        }

        assertThat(through).isEqualTo(2);
    }

    @Test
    void credit_is_booked_once_and_of_the_spans_that_still_run() {
        for (int i = 0; i < 3; i++) {
            meter.take(LIMITS, NOON, true);
        }

        long nextMinute = NOON + 60_000;
        assertThat(meter.bookings(nextMinute))
                .extracting(BookedTokens::span, BookedTokens::tokens)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LimitSpan.DAY, 3L),
                        org.assertj.core.groups.Tuple.tuple(LimitSpan.MONTH, 3L));
        assertThat(meter.bookings(nextMinute)).isEmpty();
    }

    @Test
    void a_booking_that_was_lost_is_booked_again_but_nothing_comes_back_twice() {
        meter.take(LIMITS, NOON, true);
        var booked = meter.bookings(NOON);
        meter.bookAgain(booked);
        assertThat(meter.bookings(NOON)).isEqualTo(booked);

        leaseAll(2, NOON);
        meter.release(NOON);
        var released = meter.bookings(NOON);
        meter.bookAgain(released);

        assertThat(released)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.tokens()).isNegative());
        assertThat(meter.bookings(NOON)).isEmpty();
    }

    @Test
    void the_longest_refusal_is_the_one_that_is_told() {
        KindLimits limits = new KindLimits(1, 1, 1, 400);
        meter.take(limits, NOON, true);

        Standing refused = meter.take(limits, NOON, true);

        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.span()).isEqualTo(LimitSpan.DAY);
        assertThat(refused.secondsLeft()).isEqualTo(12 * 60 * 60 + 1);
        assertThat(refused.isQuota()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "400,1", "980,1", "1000,2", "1500,2", "59999,61"})
    void after_the_seconds_that_are_told_the_span_has_begun_anew(long millisLeft, long seconds) {
        Standing standing = new Standing(Verdict.REFUSED, LimitSpan.MINUTE, 1, 0, NOON + millisLeft, NOON, "");

        assertThat(standing.secondsLeft()).isEqualTo(seconds);
    }

    @Test
    void the_clock_is_the_databases_and_never_behind_it() {
        AtomicLong nanos = new AtomicLong(7_000_000_000L);
        DatabaseClock clock = new DatabaseClock(nanos::get, NOON - 3_600_000);
        assertThat(clock.now()).isEqualTo(NOON - 3_600_000);

        long sent = nanos.get();
        nanos.addAndGet(40_000_000);
        clock.heard(sent, nanos.get(), NOON);
        assertThat(clock.now()).isBetween(NOON + 40, NOON + 41);

        sent = nanos.get();
        nanos.addAndGet(2_000_000);
        clock.heard(sent, nanos.get(), NOON + 20);
        assertThat(clock.now()).as("a quicker answer leaves less doubt").isBetween(NOON + 22, NOON + 23);

        sent = nanos.get();
        nanos.addAndGet(90_000_000);
        clock.heard(sent, nanos.get(), NOON + 30);
        assertThat(clock.now()).as("a slow one tells nothing new").isBetween(NOON + 112, NOON + 113);
    }

    @ParameterizedTest
    @CsvSource({"86400000", "-86400000", "5000", "-5000"})
    void a_clock_that_was_set_is_followed_at_once(long by) {
        AtomicLong nanos = new AtomicLong(7_000_000_000L);
        DatabaseClock clock = new DatabaseClock(nanos::get, NOON);
        clock.heard(nanos.get(), nanos.addAndGet(1_000_000), NOON);

        clock.heard(nanos.get(), nanos.addAndGet(1_000_000), NOON + by);

        assertThat(clock.now()).isBetween(NOON + by + 1, NOON + by + 2);
    }

    private Standing take(long now) {
        return meter.take(LIMITS, now, false);
    }

    private void leaseAll(int tokens, long now) {
        meter.look(LIMITS, now);
        table.lease(meter.wanted(tokens, now), now).forEach(granted -> meter.granted(granted, now));
    }
}
