package io.headrace.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.e2e.history.Run;
import io.headrace.e2e.judge.Judge;
import io.headrace.e2e.judge.Verdict;
import io.headrace.e2e.judge.VerdictTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short lane: every crash point once, other faults of each kind, and nothing is lost, doubled or told wrongly. */
@Tag("alone")
class CrashRunTest {
    /** Any would do; one that stays makes a failure easy to repeat. */
    private static final long SEED = 20_240_321;

    private static final long ENOUGH_WRITES = 5_000;

    @Test
    void nothing_is_lost_whatever_is_killed() throws Exception {
        Path folder = Path.of("target", "systems", "crash").toAbsolutePath();
        CrashRun crashes = new CrashRun(CrashConfig.shortLane(SEED, folder), System.out::println);

        Run run = crashes.run();

        Verdict verdict = Judge.judge(run);
        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).isEmpty();
        assertThat(crashes.notFired()).isEmpty();
        assertThat(verdict.counts().acknowledgedWrites()).isGreaterThanOrEqualTo(ENOUGH_WRITES);
    }
}
