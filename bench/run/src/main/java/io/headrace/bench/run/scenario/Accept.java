package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Rig;
import io.headrace.local.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Requests requests = new Requests(rig);
        Load ours = requests.write().seconds(pace.seconds());
        Load constant = requests.constantWrite().seconds(pace.seconds());
        List<Double> warmUp = Warmth.reach(
                pace,
                () -> rig.measure(requests.write().seconds(pace.seconds() / 2)).perSecond(Requests.ACCEPTED));
        Warmth.reach(
                pace,
                () -> rig.measure(requests.constantWrite().seconds(pace.seconds() / 2))
                        .perSecond(Requests.ACCEPTED));

        Finding whole = pairs(rig, pace, ours, constant, "whole system running", new Goal.ShareAtLeast(GOAL), warmUp);
        Finding latency = latency(rig, pace, requests, whole.measured());
        rig.awaitIdle();
        pauseBehind(rig);
        Finding alone;
        try {
            alone = pairs(rig, pace, ours, constant, "processor and notifier stopped", new Goal.None(), List.of());
        } finally {
            resumeBehind(rig);
        }
        rig.awaitIdle();
        return List.of(whole, alone, latency);
    }

    private static Finding pairs(
            Rig rig, Pace pace, Load ours, Load constant, String label, Goal goal, List<Double> warmUp) {
        boolean whole = label.startsWith("whole");
        Rounds own = new Rounds(Requests.ACCEPTED);
        Rounds limit = new Rounds(Requests.ACCEPTED);
        for (int i = 0; i < pace.pairs(); i++) {
            own.add(rig.measure(ours));
            if (whole) {
                rig.awaitIdle();
            }
            limit.add(rig.measure(constant));
        }
        List<String> notes = new ArrayList<>(own.complaints("the system"));
        notes.addAll(limit.complaints("the constant server"));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("warmUp", warmUp);
        details.put("ours", own.details());
        details.put("constant", limit.details());
        return new Finding(
                "accept",
                "accept, " + label,
                "requests/s",
                own.perSecond(),
                Optional.of(new Finding.Beside("constant 202", limit.perSecond())),
                goal,
                notes,
                details);
    }

    /** At half of what the whole system took in the closed loop. */
    private static Finding latency(Rig rig, Pace pace, Requests requests, Series most) {
        rig.awaitIdle();
        double rate = Math.floor(most.median() / 2);
        Load load = requests.write().rate(rate).seconds(pace.seconds());
        Rounds rounds = new Rounds(Requests.ACCEPTED);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < pace.pairs(); i++) {
            var measured = rig.measure(load);
            rounds.add(measured);
            millis.add(measured.report().latencyMicros().p99() / 1000.0);
            rig.awaitIdle();
        }
        List<String> notes = new ArrayList<>(rounds.complaints("the system"));
        notes.add("open loop at " + (long) rate + " requests/s");
        return new Finding(
                "accept",
                "accept, p99 at half of its most",
                "ms",
                new Series(millis),
                Optional.empty(),
                new Goal.AtMost(LATENCY_GOAL_MILLIS),
                notes,
                rounds.details());
    }

    /** Frozen, not ended, so that they are as warm as before when they go on. */
    private static void pauseBehind(Rig rig) {
        rig.system().process(Service.PROCESSOR).pause();
        rig.system().process(Service.NOTIFIER).pause();
    }

    private static void resumeBehind(Rig rig) {
        rig.system().process(Service.PROCESSOR).resume();
        rig.system().process(Service.NOTIFIER).resume();
    }
}
