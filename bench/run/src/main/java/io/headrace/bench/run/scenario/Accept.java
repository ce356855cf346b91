package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Measured;
import io.headrace.bench.run.rig.Rig;
import io.headrace.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** POST to 202, once with the whole system working off what is accepted, once with only ingest-api and Kafka awake. */
public final class Accept implements Scenario {
    private static final double GOAL = 0.5;
    private static final double LATENCY_GOAL_MILLIS = 20;

    @Override
    public String name() {
        return "accept";
    }

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        Warmth.of(rig, pace, Requests.ACCEPTED, new Requests(rig).constantWrite(), () -> {});
        Finding whole = compare(rig, pace, rig::awaitIdle)
                .finding(name(), "accept, whole system running", new Goal.ShareAtLeast(GOAL));
        Finding latency = latency(rig, pace, whole.measured());
        Finding alone = alone(rig, pace);
        rig.awaitIdle();
        return List.of(whole, alone, latency);
    }

    private static Comparison compare(Rig rig, Pace pace, Runnable rest) {
        Requests requests = new Requests(rig);
        return Comparison.measure(rig, pace, Requests.ACCEPTED, requests.write(), requests.constantWrite(), rest);
    }

    /** Frozen, not ended, so that they are as warm as before when they go on. */
    private Finding alone(Rig rig, Pace pace) {
        rig.system().process(Service.PROCESSOR).pause();
        rig.system().process(Service.NOTIFIER).pause();
        try {
            return compare(rig, pace, () -> {})
                    .finding(name(), "accept, processor and notifier stopped", new Goal.None());
        } finally {
            rig.system().process(Service.PROCESSOR).resume();
            rig.system().process(Service.NOTIFIER).resume();
        }
    }

    /** At half of what the whole system took in the closed loop. */
    private Finding latency(Rig rig, Pace pace, Series most) {
        rig.awaitIdle();
        double rate = Math.floor(most.median() / 2);
        Load load = new Requests(rig).write().rate(rate).seconds(pace.seconds());
        Rounds rounds = new Rounds(Requests.ACCEPTED);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < pace.pairs(); i++) {
            Measured measured = rig.measure(load);
            rounds.add(measured);
            millis.add(measured.report().latencyMicros().p99() / 1000.0);
            rig.awaitIdle();
        }
        List<String> notes = new ArrayList<>(rounds.complaints("the system"));
        notes.add("open loop at " + (long) rate + " requests/s, whole system running");
        return new Finding(
                name(),
                "accept, p99 at half of its most",
                "ms",
                new Series(millis),
                Optional.empty(),
                new Goal.AtMost(LATENCY_GOAL_MILLIS),
                notes,
                rounds.details());
    }
}
