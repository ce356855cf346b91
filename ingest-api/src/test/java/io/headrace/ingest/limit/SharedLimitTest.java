package io.headrace.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.store.quota.KindLimits;
import io.headrace.store.quota.LimitSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several instances share one owner's limits, whatever becomes of their questions, their answers and themselves. */
class SharedLimitTest {
    private static final int INSTANCES = 3;
    /** The last seconds of a month. */
    private static final long BEGIN = 1_772_323_196_000L;
    /** In the middle of a day. */
    private static final long NOON = 1_772_280_000_000L;

    private final FakeQuotaTable table = new FakeQuotaTable();
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final Map<LimitSpan, Map<Long, Long>> admitted = new EnumMap<>(LimitSpan.class);
    private long now = BEGIN;
    private long inAll;
    private int starts;

    private enum Deed {
        REQUEST,
        REACH,
        HEAR,
        LOSE,
        KILL,
        RESTART,
        PASS
    }

    private record Step(Deed deed, int instance, int amount) {}

    @Property(tries = 2_000)
    void no_interleaving_lets_more_through_than_the_plan_allows(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(min = 1, max = 200) int perSecond,
            @ForAll @IntRange(min = 1, max = 400) int perMinute) {
        start();
        KindLimits limits = new KindLimits(perSecond, perMinute, 550, 700);

        steps.forEach(step -> perform(step, limits));

        assertNothingOver(limits);
    }

    @Property(tries = 300)
    void a_change_of_plan_never_lets_more_through_than_the_greater_one(
            @ForAll("steps") List<Step> before, @ForAll("steps") List<Step> after) {
        start();
        KindLimits small = new KindLimits(3, 10, 40, 50);
        KindLimits great = new KindLimits(300, 3_000, 3_000, 3_000);

        before.forEach(step -> perform(step, great));
        long until = inAll;
        after.forEach(step -> perform(step, small));

        assertNothingOver(great);
        assertThat(inAll - until).as("of this month and the next").isLessThanOrEqualTo(50 + 50);
    }

    /** Demand of twice the limit, on one instance or on all: next to nothing of the plan is lost. */
    @ParameterizedTest
    @CsvSource({"5,1", "5,3", "10,3", "60,1", "60,3", "1000,1", "1000,3", "20000,1", "20000,3"})
    void a_plan_can_be_used_to_its_end(int perSecond, int busy) {
        start();
        KindLimits limits = new KindLimits(perSecond, 1_000_000_000, 1_000_000_000, 1_000_000_000);
        int seconds = 10;

        drive(limits, perSecond * 2, busy, seconds);

        assertNothingOver(limits);
        assertThat(inAll).isGreaterThanOrEqualTo(Math.round(perSecond * seconds * 0.95));
    }

    @Test
    void a_day_can_be_used_to_its_end_on_any_instance_although_others_stopped_cleanly() {
        start();
        now = NOON;
        KindLimits limits = new KindLimits(1_000, 100_000, 1_000, 1_000_000);
        drive(limits, 50, 3, 5);
        instances.get(0).restart();
        instances.get(1).restart();

        drive(limits, 500, 1, 5);

        assertThat(table.taken(LimitSpan.DAY)).isEqualTo(1_000);
        assertThat(inAll).isBetween(950L, 1_000L);
    }

    @Test
    void a_great_limit_asks_seldom_and_hardly_anybody_waits() {
        start();
        KindLimits enterprise = new KindLimits(50_000, 2_000_000, 1_000_000_000L, 20_000_000_000L);
        int seconds = 10;

        drive(enterprise, 5_000, 1, seconds);

        SimulatedInstance busy = instances.get(0);
        assertThat(inAll).isGreaterThanOrEqualTo(4_990L * seconds);
        assertThat(busy.questions).isLessThanOrEqualTo(20 * seconds);
        assertThat(busy.waits).as("once, for the first tokens of the day").isLessThanOrEqualTo(50);
    }

    @Test
    void who_asks_now_and_then_writes_next_to_nothing() {
        start();
        now = NOON;
        KindLimits standard = new KindLimits(200, 6_000, 1_000_000, 20_000_000);

        drive(standard, 1, 1, 60);

        assertThat(inAll).isEqualTo(60);
        assertThat(instances.get(0).questions).isLessThanOrEqualTo(10);
    }

    @Test
    void who_is_refused_takes_nothing_and_asks_nothing() {
        start();
        KindLimits limits = new KindLimits(5, 1_000, 1_000, 1_000);

        drive(limits, 500, 1, 1);

        assertThat(table.taken(LimitSpan.DAY)).isLessThanOrEqualTo(5 + 20);
        assertThat(instances.get(0).refusals).isGreaterThan(400);
        assertThat(instances.get(0).questions).isLessThanOrEqualTo(10);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Deed> deeds = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(40, Deed.REQUEST),
                net.jqwik.api.Tuple.of(20, Deed.REACH),
                net.jqwik.api.Tuple.of(20, Deed.HEAR),
                net.jqwik.api.Tuple.of(20, Deed.PASS),
                net.jqwik.api.Tuple.of(3, Deed.LOSE),
                net.jqwik.api.Tuple.of(1, Deed.KILL),
                net.jqwik.api.Tuple.of(1, Deed.RESTART));
        return Combinators.combine(
                        deeds,
                        Arbitraries.integers().between(0, INSTANCES - 1),
                        Arbitraries.integers().between(0, 400))
                .as(Step::new)
                .list()
                .ofMinSize(50)
                .ofMaxSize(400);
    }

    private void perform(Step step, KindLimits limits) {
        SimulatedInstance instance = instances.get(step.instance());
        switch (step.deed()) {
            case REQUEST -> {
                for (int i = 0; i <= step.amount() % 40; i++) {
                    instance.request(limits);
                }
            }
            case REACH -> instance.reach();
            case HEAR -> instance.hear(limits);
            case LOSE -> instance.lose();
            case KILL -> {
                instance.kill();
                starts++;
            }
            case RESTART -> {
                instance.restart();
                starts++;
            }
            case PASS -> now += step.amount();
        }
    }

    /** An open loop, a millisecond at a time; each question reaches the database after 1 ms and is heard 1 ms later. */
    private void drive(KindLimits limits, int perSecond, int busy, int seconds) {
        long due = 0;
        for (int millis = 1; millis <= seconds * 1_000; millis++) {
            instances.forEach(instance -> instance.hear(limits));
            instances.forEach(SimulatedInstance::reach);
            for (; due < (long) perSecond * millis / 1_000; due++) {
                instances.get((int) (due % busy)).request(limits);
            }
            now++;
        }
    }

    /** Nothing of a day or a month; of a second or a minute, two 128ths for each start of an instance: 5 % for three. */
    private void assertNothingOver(KindLimits limits) {
        admitted.forEach((span, counts) -> {
            long limit = limits.per(span);
            long unasked = span == LimitSpan.SECOND || span == LimitSpan.MINUTE ? 2 * (limit / 128) : 0;
            assertThat(INSTANCES * unasked).isLessThanOrEqualTo((long) (limit * 0.05));
            assertThat(counts.values())
                    .as(span.wireName())
                    .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(limit + starts * unasked));
        });
    }

    /** A property has one object for all its tries. */
    private void start() {
        now = BEGIN;
        inAll = 0;
        starts = INSTANCES;
        admitted.clear();
        instances.clear();
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(new SimulatedInstance(table, () -> now, (i - 1) * 100_000L, this::admit));
        }
        for (LimitSpan span : LimitSpan.values()) {
            admitted.put(span, new HashMap<>());
        }
    }

    /** By the true time, in spans of the true calendar: no instance's own opinion counts. */
    private void admit() {
        inAll++;
        admitted.forEach((span, counts) -> counts.merge(span.startOf(now), 1L, Long::sum));
    }
}
