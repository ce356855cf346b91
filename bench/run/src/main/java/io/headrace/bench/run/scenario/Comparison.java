package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Rig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system and the constant server, both warm, under the same load in turns. */
record Comparison(Rounds ours, Rounds constant) {
    /** @param rest what has to come to an end before the other's turn */
    static Comparison measure(Rig rig, Pace pace, int status, Load ours, Load constant, Runnable rest) {
        Comparison comparison = new Comparison(new Rounds(status), new Rounds(status));
        for (int i = 0; i < pace.pairs(); i++) {
            comparison.ours.add(rig.measure(ours.seconds(pace.seconds())));
            rest.run();
            comparison.constant.add(rig.measure(constant.seconds(pace.seconds())));
        }
        return comparison;
    }

    Finding finding(String scenario, String what, Goal goal) {
        List<String> notes = new ArrayList<>(ours.complaints("the system"));
        notes.addAll(constant.complaints("the constant server"));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ours", ours.details());
        details.put("constant", constant.details());
        return new Finding(
                scenario,
                what,
                "requests/s",
                ours.perSecond(),
                Optional.of(new Finding.Beside("a constant answer", constant.perSecond())),
                goal,
                notes,
                details);
    }
}
