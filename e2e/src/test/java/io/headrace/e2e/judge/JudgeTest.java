package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ADelivery.delivered;
import static io.headrace.e2e.judge.AFault.aKill;
import static io.headrace.e2e.judge.AReceipt.aReceipt;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnAnswer.shown;
import static io.headrace.e2e.judge.AnAnswer.unknown;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aRead;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.e2e.history.FaultKind;
import io.headrace.e2e.history.Run;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final int WRITES = Integer.getInteger("headrace.judge.writes", 20_000);

    @Test
    void every_law_has_its_finding() {
        Verdict verdict = Judge.judge(ARun.aRun());

        assertThat(verdict.findings()).extracting(Verdict.Finding::law).containsExactly(Law.values());
        assertThat(verdict.holds()).isTrue();
    }

    @Test
    void what_was_done_is_counted() {
        Verdict verdict = Judge.judge(ARun.aRun(
                aCreate(1).again(1),
                accepted(1),
                aCreate(2).again(1),
                accepted(2).operation("op_1"),
                aRead(3),
                aCreate(4),
                unknown(4),
                aReceipt(1, 20),
                aKill("kafka").from(5).to(6),
                aKill("kafka").from(7)));

        assertThat(verdict.counts().acknowledgedWrites()).isEqualTo(1);
        assertThat(verdict.counts().calls()).isEqualTo(4);
        assertThat(verdict.counts().webhooks()).isEqualTo(1);
        assertThat(verdict.counts().faults()).containsExactlyEntriesOf(Map.of(FaultKind.KILL, 2L));
    }

    @Test
    void the_smallest_history_is_the_one_that_is_told() {
        Verdict.Finding finding = Judge.judge(ARun.aRun(
                        aCreate(1).again(1),
                        unknown(1),
                        aCreate(2).again(1),
                        accepted(2),
                        aCreate(3),
                        accepted(3),
                        aCreate(4).again(4),
                        unknown(4),
                        aCreate(5).again(4),
                        accepted(5)))
                .of(Law.L1);

        assertThat(finding.violations()).isEqualTo(3);
        assertThat(finding.smallest()).isNotNull();
        assertThat(Extract.lines(finding.smallest().history())).hasSize(2).allMatch(line -> line.contains("call 3"));
    }

    @Test
    void a_verdict_is_a_table_with_the_history_that_shows_a_breach() {
        String table = VerdictTable.markdown(Judge.judge(ARun.aRun(
                aCreate(1).fields("{\"text\":\"" + "x".repeat(500) + "\"}"),
                accepted(1),
                aKill("kafka").from(5))));

        assertThat(table)
                .contains("| acknowledged writes | 1 |", "| - kill | 1 |")
                .contains("| L1 | no loss | 1 |", "| L2 | exactly once | 0 |", "| L14 | isolation | 0 | not measured")
                .contains("L1, the smallest history: an accepted write has no operation")
                .contains("    " + "   0.010000 s  call 1: client 0 of owner 0 asks CREATE, {\"text\":\"xxx")
                .doesNotContain("x".repeat(100));
    }

    /** As many as a long lane has, with {@code -Dheadrace.judge.writes=400000}. */
    @Test
    void a_long_run_is_judged_in_one_sweep() {
        Run run = longRun(WRITES);
        long before = cpuNanos();

        Verdict verdict = Judge.judge(run);

        assertThat(verdict.holds()).as(VerdictTable.markdown(verdict)).isTrue();
        assertThat(verdict.counts().acknowledgedWrites()).isEqualTo(WRITES);
        assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofMinutes(1));
    }

    /** Of this thread: the machine may have other things to do. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Of each four writes one creates and three replace; all are told, one in four at the second attempt, and read. */
    private static Run longRun(int writes) {
        List<Part> parts = new ArrayList<>();
        for (long call = 1; call <= writes; call += 4) {
            String record = "rec_" + call;
            String last = AnInvoke.fields(call + 3);
            parts.add(aCreate(call).target("/t"));
            parts.add(accepted(call).record(record));
            parts.add(created(call).of(record));
            parts.add(delivered(call).failed(call * 10, 500).succeeded(call * 10 + 1_011));
            parts.add(aReceipt(call, call * 10).record(record).answered(500));
            parts.add(aReceipt(call, call * 10 + 1_011).record(record).attempt(2));
            for (long next = call + 1; next < call + 4; next++) {
                long version = next - call + 1;
                parts.add(aReplace(next).of(record).target("/t"));
                parts.add(accepted(next).record(record));
                parts.add(replaced(next, version).of(record));
                parts.add(delivered(next).succeeded(next * 10));
                parts.add(aReceipt(next, next * 10).record(record).says("record.updated", version));
            }
            parts.add(aRecord(call + 3, 4).id(record));
            parts.add(aRead(writes + call).of(record));
            parts.add(shown(writes + call, 4, last).record(record));
        }
        return ARun.aRun(parts);
    }
}
