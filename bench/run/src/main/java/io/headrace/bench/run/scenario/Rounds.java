package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measurements of one figure, and what they say about it besides. */
final class Rounds {
    private final int status;
    private final List<Measured> all = new ArrayList<>();

    /** @param status of the answers that count */
    Rounds(int status) {
        this.status = status;
    }

    double add(Measured measured) {
        all.add(measured);
        return measured.perSecond(status);
    }

    Series perSecond() {
        return new Series(
                all.stream().map(measured -> measured.perSecond(status)).toList());
    }

    /** A sentence for each kind of answer that should not have been. */
    List<String> complaints(String what) {
        long others =
                all.stream().mapToLong(measured -> measured.others(status)).sum();
        long notBegun =
                all.stream().mapToLong(measured -> measured.report().notBegun()).sum();
        List<String> complaints = new ArrayList<>();
        if (others > 0) {
            complaints.add(others + " answers of " + what + " were not " + status + ", and are not counted");
        }
        if (notBegun > 0) {
            complaints.add(notBegun + " requests to " + what + " could not be begun in time: the rate was not held");
        }
        return complaints;
    }

    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("cpuMicrosPerAnswer", cpuMicrosPerAnswer());
        details.put("rounds", all);
        return details;
    }

    /** Over all rounds: which process the time went to. */
    private Map<String, Double> cpuMicrosPerAnswer() {
        long answers = Math.max(
                1, all.stream().mapToLong(measured -> measured.answers(status)).sum());
        Map<String, Double> micros = new LinkedHashMap<>();
        all.forEach(
                measured -> measured.cpuSeconds().forEach((name, seconds) -> micros.merge(name, seconds, Double::sum)));
        micros.replaceAll((name, seconds) -> Math.round(seconds * 1e7 / answers) / 10.0);
        return micros;
    }
}
