package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.CommandFeed;
import io.headrace.bench.run.rig.CopyLimit;
import io.headrace.bench.run.rig.CpuUse;
import io.headrace.bench.run.rig.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draining queued commands, beside COPY of the rows that the drain wrote. */
public final class Apply implements Scenario {
    private static final double GOAL = 0.5;
    private static final int SHARE_OF_WARM_UP = 10;

    /** Some batches, of 1,000 each. */
    static final int LEAST_BACKLOG = 5_000;

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        List<Double> ours = new ArrayList<>();
        List<Double> copy = new ArrayList<>();
        CpuUse cpu = rig.cpuUse();
        CopyLimit limit = new CopyLimit(rig.database());
        try (CommandFeed feed = CommandFeed.open(rig)) {
            Drain drain = new Drain(rig, feed);
            Warmth.reach(
                    pace,
                    () -> drain.run(Math.max(LEAST_BACKLOG, pace.backlog() / SHARE_OF_WARM_UP))
                            .perSecond());
            for (int i = 0; i < pace.pairs(); i++) {
                rig.awaitIdle();
                rig.database().execute("CHECKPOINT");
                Drain.Drained drained = cpu.during(() -> drain.run(pace.backlog()));
                ours.add(drained.perSecond());
                rig.awaitIdle();
                copy.add(limit.perSecond(drained.ids()));
            }
        }
        return List.of(new Finding(
                name(),
                "apply, draining " + String.format(java.util.Locale.ROOT, "%,d", pace.backlog()) + " queued commands",
                "operations/s",
                new Series(ours),
                Optional.of(new Finding.Beside("COPY of the same rows", new Series(copy))),
                new Goal.ShareAtLeast(GOAL),
                List.of(),
                Map.of("cpuMicrosPerOperation", cpu.microsPer((long) pace.backlog() * pace.pairs()))));
    }
}
