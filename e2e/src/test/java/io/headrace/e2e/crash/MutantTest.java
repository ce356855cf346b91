package io.headrace.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Environment;
import io.headrace.e2e.agent.Mutant;
import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.judge.Judge;
import io.headrace.e2e.judge.Law;
import io.headrace.e2e.judge.Verdict;
import io.headrace.e2e.judge.VerdictTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void where_the_filter_is_gone_the_policies_alone_keep_owners_apart() throws Exception {
        List<Integer> statuses = new ArrayList<>();

        Verdict verdict = Judge.judge(lab.run(Mutant.OWNER_FILTER_IGNORED, new MutantCase(Law.L8, trial -> {
            String id = trial.createAndWait();
            Scope ofAnother = trial.scope(1);
            Scope ofAnotherEndpoint = new Scope(trial.scope().owner(), 1, Environment.LIVE);
            statuses.add(trial.ask(trial.request(ofAnother, CallKind.READ, id).ofRecordOf(0))
                    .status());
            statuses.add(trial.ask(trial.request(ofAnotherEndpoint, CallKind.READ, id))
                    .status());
        })));

        assertThat(statuses)
                .as(
                        "another owner's key, and the owner's own key of another endpoint, which shows that no filter is left")
                .containsExactly(404, 200);
        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).doesNotContain(Law.L8);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OWNER_FILTER_IGNORED")
    void a_mutant_is_caught_by_the_law_that_forbids_it(Mutant mutant) throws Exception {
        MutantCase found = MutantCase.of(mutant);

        Verdict verdict = Judge.judge(lab.run(mutant, found));

        assertThat(verdict.broken()).as(VerdictTable.markdown(verdict)).contains(found.law());
    }
}
