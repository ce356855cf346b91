package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.ReadProbe;
import io.headrace.bench.run.rig.Rig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the 202 until a GET finds the record, while 1,000 are written a second. */
public final class Readable implements Scenario {
    private static final int WRITES_PER_SECOND = 1_000;
    private static final int PROBES_PER_SECOND = 50;
    private static final double GOAL_MILLIS = 100;

    @Override
    public String name() {
        return "readable";
    }

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        Load load = new Requests(rig).write().rate(WRITES_PER_SECOND - PROBES_PER_SECOND);
        Rounds rounds = new Rounds(Requests.ACCEPTED);
        round(rig, load.seconds(pace.seconds()), new Rounds(Requests.ACCEPTED));
        List<Double> millis = new ArrayList<>();
        List<Object> distributions = new ArrayList<>();
        int missing = 0;
        for (int i = 0; i < pace.pairs(); i++) {
            List<Optional<Long>> probes = round(rig, load.seconds(pace.seconds()), rounds);
            List<Long> nanos = probes.stream().flatMap(Optional::stream).toList();
            missing += probes.size() - nanos.size();
            Distribution seen = Distribution.ofNanos(nanos);
            millis.add(seen.p99Millis());
            distributions.add(seen.members());
        }
        List<String> notes = new ArrayList<>(rounds.complaints("the system"));
        if (missing > 0) {
            notes.add(missing + " of the writes that ask were refused or never seen, and are not in the times");
        }
        notes.add("seen by " + PROBES_PER_SECOND + " of the " + WRITES_PER_SECOND
                + " writes a second, which ask for their record " + ReadProbe.MILLIS_BETWEEN_LOOKS
                + " ms after each answer that it is not there");
        Map<String, Object> details = new LinkedHashMap<>(rounds.details());
        details.put("distributions", distributions);
        return List.of(new Finding(
                name(),
                "202 to readable at 1,000/s, p99",
                "ms",
                new Series(millis),
                Optional.empty(),
                new Goal.AtMost(GOAL_MILLIS),
                notes,
                details));
    }

    private static List<Optional<Long>> round(Rig rig, Load load, Rounds rounds) {
        try (ReadProbe probe = new ReadProbe(rig, Requests.body())) {
            probe.begin(PROBES_PER_SECOND);
            rounds.add(rig.measure(load));
            List<Optional<Long>> probes = probe.end();
            rig.awaitIdle();
            return probes;
        }
    }
}
