package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ADelivery.delivered;
import static io.headrace.e2e.judge.ADelivery.exhausted;
import static io.headrace.e2e.judge.AFault.aFault;
import static io.headrace.e2e.judge.AFault.aHang;
import static io.headrace.e2e.judge.AFault.aKill;
import static io.headrace.e2e.judge.AReceipt.aReceipt;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARun.aLeftover;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.e2e.history.FaultKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** L13 and L14: all gets done, and one that hangs holds up nobody else. */
class IsolationTest {
    private static final long HANG = 100_000;
    private static final Part HANGING = aHang().from(HANG).to(HANG + 50_000);

    /** So many writes from a time on, twenty milliseconds apart, each told after so long. */
    private static List<Part> writes(long first, int count, long from, long latency, String destination, int answered) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long call = first + i;
            long at = from + i * 20L;
            String record = "rec_" + call;
            ADelivery delivery = answered == 200
                    ? delivered(call).at(destination).succeeded(at + latency)
                    : exhausted(call).at(destination).failed(at + latency, 410);
            parts.add(all(
                    aCreate(call).target("/t").at(at - 5),
                    accepted(call).record(record).at(at),
                    created(call).of(record),
                    aRecord(call, 1).id(record),
                    delivery,
                    aReceipt(call, at + latency).record(record).answered(answered)));
        }
        return parts;
    }

    private static List<Part> fine(long first, int count, long from, long latency) {
        return writes(first, count, from, latency, "http://127.0.0.1:9000", 200);
    }

    private static Verdict judge(List<Part> quiet, List<Part> beside, Part... more) {
        List<Part> parts = new ArrayList<>(quiet);
        parts.addAll(beside);
        parts.addAll(List.of(more));
        return Judge.judge(ARun.aRun(parts));
    }

    private static void assertIsolated(Verdict verdict) {
        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).isEmpty();
        assertThat(verdict.of(Law.L14).note()).startsWith("p99");
    }

    private static void assertHeldUp(Verdict verdict) {
        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).containsExactly(Law.L14);
    }

    @Test
    void as_fast_beside_a_hanging_destination_holds() {
        assertIsolated(judge(fine(1, 100, 100, 40), fine(1_000, 100, HANG + 10, 45), HANGING));
    }

    @Test
    void twice_as_slow_holds_and_more_does_not() {
        List<Part> quiet = fine(1, 100, 100, 200);

        assertIsolated(judge(quiet, fine(1_000, 100, HANG + 10, 400), HANGING));
        assertHeldUp(judge(quiet, fine(1_000, 100, HANG + 10, 401), HANGING));
    }

    @Test
    void a_quarter_of_a_second_is_always_fast_enough() {
        List<Part> quiet = fine(1, 100, 100, 10);

        assertIsolated(judge(quiet, fine(1_000, 100, HANG + 10, 250), HANGING));
        assertHeldUp(judge(quiet, fine(1_000, 100, HANG + 10, 251), HANGING));
    }

    @Test
    void one_in_a_hundred_may_be_slow_and_two_may_not() {
        List<Part> quiet = fine(1, 100, 100, 10);
        List<Part> beside = fine(1_000, 98, HANG + 10, 10);

        beside.addAll(fine(2_000, 1, HANG + 10_000, 10));
        List<Part> oneSlow = new ArrayList<>(beside);
        oneSlow.addAll(fine(3_000, 1, HANG + 12_000, 5_000));
        assertIsolated(judge(quiet, oneSlow, HANGING));

        List<Part> twoSlow = new ArrayList<>(beside);
        twoSlow.addAll(fine(3_000, 2, HANG + 12_000, 5_000));
        assertHeldUp(judge(quiet, twoSlow, HANGING));
    }

    @Test
    void webhooks_that_come_only_after_the_hang_count() {
        assertHeldUp(judge(fine(1, 100, 100, 10), fine(1_000, 100, HANG + 10, 60_000), HANGING));
    }

    @Test
    void the_hanging_destination_itself_does_not_count() {
        List<Part> beside = fine(1_000, 100, HANG + 10, 10);
        beside.addAll(writes(2_000, 60, HANG + 10, 9_000, "http://127.0.0.1:9999", 0));
        beside.addAll(writes(3_000, 20, HANG + 10, 60_000, "http://127.0.0.1:9999", 200));

        assertIsolated(judge(fine(1, 100, 100, 10), beside, HANGING));
    }

    @Test
    void too_few_are_not_measured() {
        Verdict beside = judge(fine(1, 100, 100, 10), fine(1_000, 99, HANG + 10, 9_000), HANGING);
        Verdict quiet = judge(fine(1, 99, 100, 10), fine(1_000, 100, HANG + 10, 9_000), HANGING);

        assertThat(beside.holds()).isTrue();
        assertThat(beside.of(Law.L14).note()).contains("not measured", "99 webhooks beside", "100 in quiet");
        assertThat(quiet.holds()).isTrue();
        assertThat(quiet.of(Law.L14).note()).contains("not measured");
    }

    @Test
    void times_in_which_something_else_is_broken_do_not_count() {
        Part killed = aKill("processor").from(HANG - 20_000).to(HANG + 10_000);
        Verdict verdict = judge(fine(1, 100, 100, 10), fine(1_000, 100, HANG + 12_000, 9_000), HANGING, killed);

        assertThat(verdict.of(Law.L14).note()).contains("not measured: 0 webhooks beside");
    }

    @Test
    void a_fault_that_comes_later_hides_only_what_came_after_it() {
        Part killed = aKill("processor").from(HANG + 10_000).to(HANG + 20_000);

        assertHeldUp(judge(fine(1, 100, 100, 10), fine(1_000, 100, HANG + 10, 30_000), HANGING, killed));
    }

    @Test
    void other_hostile_targets_are_no_hang() {
        Part slow = aFault(FaultKind.HOSTILE_TARGET, "target")
                .detail("slow")
                .from(HANG)
                .to(HANG + 50_000);
        Verdict verdict = judge(fine(1, 100, 100, 10), fine(1_000, 100, HANG + 10, 9_000), slow);

        assertThat(verdict.of(Law.L14).note()).contains("not measured: 0 webhooks beside");
    }

    @Test
    void what_is_left_in_the_end_breaks_liveness() {
        assertBreaks(Law.L13, aLeftover("partition 3: 12 commands"));
    }
}
