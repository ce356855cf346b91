package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ADelivery.delivered;
import static io.headrace.e2e.judge.AFault.aFault;
import static io.headrace.e2e.judge.AFault.aHang;
import static io.headrace.e2e.judge.AFault.aKill;
import static io.headrace.e2e.judge.AReceipt.aReceipt;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import io.headrace.e2e.history.FaultKind;
import org.junit.jupiter.api.Test;

/** L11: a webhook comes twice only where a crash came between. */
class DuplicatesTest {
    private static final Part WRITTEN = all(aCreate(1).target("/t"), accepted(1), created(1), aRecord(1, 1));
    private static final Part TWICE = all(WRITTEN, delivered(1).succeeded(5_000), aReceipt(1, 20), aReceipt(1, 5_000));

    @Test
    void twice_without_a_crash_is_once_too_often() {
        assertBreaks(Law.L11, TWICE);
    }

    @Test
    void twice_around_a_crash_holds() {
        assertHolds(TWICE, aKill("notifier").from(1_500).to(4_000));
        assertHolds(TWICE, aKill("notifier-2").from(1_500));
        assertHolds(
                TWICE,
                aFault(FaultKind.CRASH_POINT, "notifier")
                        .detail("received")
                        .from(1_500)
                        .to(4_000));
        assertHolds(TWICE, aFault(FaultKind.PAUSE, "notifier").from(1_500).to(4_000));
        assertHolds(TWICE, aFault(FaultKind.RESTART, "notifier").from(1_500).to(4_000));
        assertHolds(TWICE, aFault(FaultKind.SCALE, "notifier").from(1_500).to(4_000));
        assertHolds(
                TWICE, aFault(FaultKind.IMMEDIATE_STOP, "postgres").from(1_500).to(4_000));
        assertHolds(
                TWICE,
                aFault(FaultKind.CONNECTION_CUT, "network")
                        .detail("after COMMIT")
                        .from(1_500));
    }

    @Test
    void a_crash_that_is_noticed_a_moment_late_or_began_a_moment_early_holds() {
        assertHolds(TWICE, aKill("notifier").from(0).to(1));
        assertHolds(TWICE, aKill("notifier").from(5_900).to(7_000));
    }

    @Test
    void a_crash_before_or_after_does_not_count() {
        assertBreaks(Law.L11, TWICE, aKill("notifier").from(6_100).to(8_000));
        assertBreaks(
                Law.L11,
                WRITTEN,
                delivered(1).succeeded(9_000),
                aReceipt(1, 6_000),
                aReceipt(1, 9_000),
                aKill("notifier").from(1_000).to(4_000));
    }

    @Test
    void another_process_crash_does_not_count() {
        assertBreaks(Law.L11, TWICE, aKill("processor").from(1_500).to(4_000));
        assertBreaks(Law.L11, TWICE, aKill("kafka").from(1_500).to(4_000));
        assertBreaks(
                Law.L11,
                TWICE,
                aFault(FaultKind.CONNECTION_CUT, "network").detail("kafka").from(1_500));
        assertBreaks(Law.L11, TWICE, aFault(FaultKind.OFFSET_RESET, "kafka-log").from(1_500));
        assertBreaks(Law.L11, TWICE, aHang().from(1_500).to(4_000));
    }

    @Test
    void each_crash_is_worth_one() {
        Part thrice = all(TWICE, aReceipt(1, 2_500));

        assertBreaks(Law.L11, thrice, aKill("notifier").from(1_500).to(2_000));
        assertHolds(
                thrice,
                aKill("notifier").from(1_500).to(2_000),
                aKill("notifier").from(3_000).to(4_000));
    }

    @Test
    void what_the_target_refused_is_no_duplicate() {
        assertHolds(
                WRITTEN,
                delivered(1).failed(20, 500).succeeded(1_031),
                aReceipt(1, 20).answered(500),
                aReceipt(1, 1_031).attempt(2));
    }

    @Test
    void an_answer_that_came_too_late_is_no_duplicate() {
        assertHolds(
                WRITTEN,
                delivered(1).timedOut(20, 2_000).succeeded(3_021),
                aReceipt(1, 20),
                aReceipt(1, 3_021).attempt(2));
    }
}
