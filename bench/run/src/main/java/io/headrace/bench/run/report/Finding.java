package io.headrace.bench.run.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the results.
 *
 * @param scenario the name by which {@code -Dbench.only} selects it
 * @param what the figure in words
 * @param beside what it was measured beside, in turns with it
 * @param notes what a reader must know to judge the figure
 * @param details everything else that was seen, for {@code latest.json}
 */
public record Finding(
        String scenario,
        String what,
        String unit,
        Series measured,
        Optional<Beside> beside,
        Goal goal,
        List<String> notes,
        Map<String, Object> details) {
    /** @param measured as many as the figure's own, each right after the one at the same place */
    public record Beside(String what, Series measured) {}

    public Finding {
        notes = List.copyOf(notes);
    }

    /** The median by the median of what is beside it. */
    public Optional<Double> share() {
        return beside.map(other -> measured.median() / other.measured().median());
    }

    /** The least and the most of the pairs' own shares. */
    public Optional<Series> shares() {
        return beside.map(other -> measured.by(other.measured()));
    }

    /** Empty where there is no goal. */
    public Optional<Boolean> isMet() {
        if (goal instanceof Goal.ShareAtLeast least) {
            return share().map(share -> share >= least.share());
        }
        return goal instanceof Goal.AtMost most ? Optional.of(measured.median() <= most.value()) : Optional.empty();
    }
}
