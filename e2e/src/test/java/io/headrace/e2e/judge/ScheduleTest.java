package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ADelivery.delivered;
import static io.headrace.e2e.judge.ADelivery.exhausted;
import static io.headrace.e2e.judge.AFault.aFault;
import static io.headrace.e2e.judge.AFault.aKill;
import static io.headrace.e2e.judge.AReceipt.aReceipt;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.FaultKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** L12: four attempts, never early, hardly late. The schedule is 0, 1, 1, 1 seconds; the first attempt ends at 30 ms. */
class ScheduleTest {
    private static final Part WRITTEN = all(
            aCreate(1).target("/t"),
            accepted(1),
            created(1),
            aRecord(1, 1),
            aReceipt(1, 20).answered(500));

    private static Part retriedAt(double millis) {
        return all(
                WRITTEN,
                delivered(1).failed(20, 500).succeeded(millis),
                aReceipt(1, millis).attempt(2));
    }

    @Test
    void a_retry_a_second_after_the_end_holds() {
        assertHolds(retriedAt(1_030));
        assertHolds(retriedAt(1_028.5));
        assertHolds(retriedAt(2_029));
    }

    @Test
    void a_retry_is_never_early() {
        assertBreaks(Law.L12, retriedAt(1_027));
        assertBreaks(Law.L12, retriedAt(1_020));
        assertBreaks(Law.L12, retriedAt(40));
    }

    @Test
    void a_retry_is_never_early_for_a_crash_either() {
        assertBreaks(Law.L12, retriedAt(1_020), aKill("notifier").from(500).to(900));
    }

    @Test
    void a_retry_is_a_second_late_at_most() {
        assertBreaks(Law.L12, retriedAt(2_031));
    }

    @Test
    void a_retry_that_was_due_in_an_outage_comes_two_seconds_after_it_at_most() {
        assertHolds(retriedAt(6_999), aKill("notifier").from(500).to(5_000));
        assertHolds(
                retriedAt(6_999),
                aFault(FaultKind.IMMEDIATE_STOP, "postgres").from(2_000).to(5_000));
        assertBreaks(Law.L12, retriedAt(7_001), aKill("notifier").from(500).to(5_000));
    }

    @Test
    void a_notifier_that_is_stopped_to_set_its_offsets_back_is_an_outage() {
        assertHolds(
                retriedAt(6_999),
                aFault(FaultKind.OFFSET_RESET, "notifier").from(500).to(5_000));
        assertBreaks(
                Law.L12,
                retriedAt(6_999),
                aFault(FaultKind.OFFSET_RESET, "processor").from(500).to(5_000));
    }

    @Test
    void outages_that_follow_closely_count_as_one() {
        assertHolds(
                retriedAt(9_900),
                aKill("notifier").from(500).to(5_000),
                aKill("postgres").from(6_500).to(8_000));
        assertBreaks(
                Law.L12,
                retriedAt(9_900),
                aKill("notifier").from(500).to(5_000),
                aKill("postgres").from(7_500).to(8_000));
    }

    @Test
    void an_outage_after_the_due_time_is_no_excuse() {
        assertBreaks(Law.L12, retriedAt(6_000), aKill("notifier").from(2_500).to(5_000));
    }

    @Test
    void kafkas_outage_is_no_excuse() {
        assertBreaks(Law.L12, retriedAt(6_000), aKill("kafka").from(500).to(5_000));
    }

    @Test
    void one_more_instance_is_an_excuse_when_it_comes_and_goes_only() {
        Part scaled = aFault(FaultKind.SCALE, "notifier").from(100).to(20_000);

        assertHolds(retriedAt(2_099), scaled);
        assertBreaks(Law.L12, retriedAt(5_000), scaled);
    }

    @Test
    void a_retry_that_a_crash_interrupted_was_in_time() {
        Part interrupted = all(
                WRITTEN,
                delivered(1).failed(20, 500).succeeded(6_000),
                aReceipt(1, 6_000).attempt(2),
                aKill("notifier").from(4_000).to(5_500));

        assertHolds(interrupted, aReceipt(1, 1_040).attempt(2).answered(0));
        assertBreaks(Law.L12, interrupted);
    }

    @Test
    void a_target_may_ask_for_more_time_but_not_for_less() {
        for (int status : new int[] {429, 503}) {
            assertHolds(
                    WRITTEN,
                    delivered(1).failed(20, status).succeeded(9_000),
                    aReceipt(1, 9_000).attempt(2));
            assertBreaks(
                    Law.L12,
                    WRITTEN,
                    delivered(1).failed(20, status).succeeded(500),
                    aReceipt(1, 500).attempt(2));
        }
    }

    @Test
    void postgresqls_clock_may_be_anywhere() {
        // Its receipts tell that PostgreSQL is an hour ahead: the outage on the run's clock excuses nothing else.
        double hour = 3_600_000;
        Part ahead = all(
                WRITTEN,
                delivered(1).failed(20 + hour, 500).succeeded(6_000 + hour),
                aReceipt(1, 6_000).attempt(2));

        assertHolds(ahead, aKill("notifier").from(500).to(5_000));
        assertBreaks(Law.L12, ahead, aKill("notifier").from((long) hour + 500).to((long) hour + 5_000));
    }

    @Test
    void four_attempts_and_no_more() {
        Part four = all(
                WRITTEN,
                exhausted(1)
                        .failed(20, 500)
                        .failed(1_031, 500)
                        .failed(2_042, 500)
                        .failed(3_053, 500));

        assertHolds(four);
        assertBreaks(
                Law.L12,
                WRITTEN,
                exhausted(1)
                        .failed(20, 500)
                        .failed(1_031, 500)
                        .failed(2_042, 500)
                        .failed(3_053, 500)
                        .failed(4_064, 500));
        assertBreaks(Law.L12, four, aReceipt(1, 4_064).attempt(5).answered(500));
    }

    @Test
    void three_attempts_are_too_few_unless_the_target_is_gone() {
        assertBreaks(
                Law.L12,
                WRITTEN,
                exhausted(1).failed(20, 500).failed(1_031, 500).failed(2_042, 500));
        assertHolds(WRITTEN, exhausted(1).failed(20, 500).failed(1_031, 500).failed(2_042, 410));
        assertHolds(WRITTEN, exhausted(1).failed(20, 410));
    }

    @Test
    void attempts_have_every_number() {
        assertBreaks(
                Law.L12,
                WRITTEN,
                delivered(1).failed(20, 500).gap().succeeded(1_031),
                aReceipt(1, 1_031).attempt(3));
        assertBreaks(
                Law.L12,
                WRITTEN,
                delivered(1).failed(20, 500).succeeded(1_031).counted(1),
                aReceipt(1, 1_031).attempt(2));
    }

    @Test
    void a_destination_whose_budget_is_spent_has_to_wait() {
        Part late = retriedAt(6_000);
        Part[] hanging = new Part[BusyDestinations.BUDGET];
        Arrays.setAll(hanging, i -> hanging(100 + i, 500, 5_000, 6_501));

        assertHolds(late, all(hanging));
        hanging[0] = all();
        assertBreaks(Law.L12, late, all(hanging));
    }

    /** A call whose first attempt runs into its deadline. */
    private static Part hanging(int call, int begun, int millis, int retried) {
        String record = "rec_" + call;
        return all(
                aCreate(call).target("/t"),
                accepted(call).record(record),
                created(call).of(record),
                aRecord(call, 1).id(record),
                delivered(call).timedOut(begun, millis).succeeded(retried),
                aReceipt(call, begun).record(record).answered(0),
                aReceipt(call, retried).record(record).attempt(2));
    }

    @Test
    void a_destination_that_hangs_has_a_smaller_budget() {
        Part late = retriedAt(6_000);
        Part[] hung = new Part[BusyDestinations.HANGS];
        Arrays.setAll(hung, i -> hanging(200 + i, 0, 900, 6_200));
        Part[] hanging = new Part[BusyDestinations.BUDGET_OF_HANGING];
        Arrays.setAll(hanging, i -> hanging(100 + i, 950, 5_000, 6_951));

        assertHolds(late, all(hung), all(hanging));
        assertBreaks(Law.L12, late, all(hanging));
    }

    /** Calls of this time, each told this late; one every half a second. */
    private static Part line(int from, int to, String destination, long asked, double begun) {
        Part[] all = new Part[to - from];
        for (int i = 0; i < all.length; i++) {
            int call = from + i;
            String record = "rec_" + call;
            double at = begun + 500.0 * i;
            all[i] = all(
                    aCreate(call).at(asked + i).target("/t"),
                    accepted(call).at(asked + i + 5).record(record),
                    created(call).of(record),
                    aRecord(call, 1).id(record),
                    delivered(call).at(destination).succeeded(at),
                    aReceipt(call, at).record(record));
        }
        return all(all);
    }

    @Test
    void a_retry_waits_in_line_for_what_fell_due_before_it() {
        String own = "http://127.0.0.1:9000";

        assertHolds(retriedAt(6_000), line(100, 110, own, 100, 1_200));
        assertHolds(retriedAt(6_000), line(100, 110, "http://127.0.0.1:9001", 100, 1_200));
        assertBreaks(Law.L12, retriedAt(8_000), line(100, 110, own, 100, 1_200));
    }

    @Test
    void a_retry_is_late_when_what_fell_due_after_it_comes_before_it() {
        assertBreaks(
                Law.L12,
                retriedAt(6_000),
                line(100, 110, "http://127.0.0.1:9000", 2_100, 2_200),
                line(200, 202, "http://127.0.0.1:9000", 100, 1_200));
        assertHolds(
                retriedAt(6_000),
                line(100, 110, "http://127.0.0.1:9001", 2_100, 2_200),
                line(200, 202, "http://127.0.0.1:9001", 100, 1_200));
    }

    @Test
    void a_strained_machine_is_an_excuse_for_two_seconds_more_and_no_excuse_to_be_early() {
        Part strained = run -> run.entries.add(new Entry.Strain(ARun.nanos(3_000), 9));

        assertHolds(retriedAt(4_900), strained);
        assertBreaks(Law.L12, retriedAt(5_100), strained);
        assertBreaks(Law.L12, retriedAt(1_020), strained);
    }
}
