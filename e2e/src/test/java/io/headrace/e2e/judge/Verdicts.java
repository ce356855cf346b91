package io.headrace.e2e.judge;

import static org.assertj.core.api.Assertions.assertThat;

/** What a test says about a hand-written history. */
final class Verdicts {
    private Verdicts() {}

    /** That law and no other. */
    static void assertBreaks(Law law, Part... parts) {
        Verdict verdict = Judge.judge(ARun.aRun(parts));
        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).containsExactly(law);
        assertThat(verdict.of(law).violations()).isEqualTo(1);
        assertThat(verdict.of(law).smallest()).isNotNull();
        assertThat(verdict.of(law).smallest().history()).isNotEmpty();
    }

    /** That law, whatever else. */
    static void assertBreaksAmongOthers(Law law, Part... parts) {
        Verdict verdict = Judge.judge(ARun.aRun(parts));
        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).contains(law);
    }

    static void assertHolds(Part... parts) {
        Verdict verdict = Judge.judge(ARun.aRun(parts));
        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).isEmpty();
    }
}
