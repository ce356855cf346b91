package io.headrace.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.e2e.agent.Mutant;
import io.headrace.e2e.judge.Judge;
import io.headrace.e2e.judge.Verdict;
import io.headrace.e2e.judge.VerdictTable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge can tell: every service that is wrong on purpose breaks the law that forbids it, and ours breaks none. */
class MutantTest {
    private static MutantLab lab;

    @BeforeAll
    static void start() throws Exception {
        lab = new MutantLab(Path.of("target", "systems", "mutants").toAbsolutePath());
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void the_system_as_it_is_breaks_no_law_under_all_that_shows_a_mutant() throws Exception {
        Verdict verdict = Judge.judge(lab.run(trial -> {
            for (MutantLab.Script script : MutantScripts.all()) {
                script.play(trial);
                trial.awaitQuiet();
            }
        }));

        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_mutant_is_caught_by_the_law_that_forbids_it(Mutant mutant) throws Exception {
        MutantCase found = MutantCase.of(mutant);

        Verdict verdict = Judge.judge(lab.run(mutant, found));

        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).contains(found.law());
    }
}
