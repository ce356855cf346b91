package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.report.Series;
import io.headrace.bench.run.rig.CommandFeed;
import io.headrace.bench.run.rig.Filler;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The same work with a hundred times as many records in the tables. */
public final class Growth implements Scenario {
    private static final double GOAL = 0.8;

    /** Some batches, of 1,000 each. */
    private static final int LEAST_BACKLOG = 5_000;

    @Override
    public String name() {
        return "growth";
    }

    private record Rates(Series accept, Series apply, Series get) {}

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        Filler filler = new Filler(rig.database(), Requests.body());
        try (CommandFeed feed = CommandFeed.open(rig)) {
            Drain drain = new Drain(rig, feed);
            rig.awaitIdle();
            measure(rig, pace, drain, filler, pace.fewRecords(), 1);
            Rates few = measure(rig, pace, drain, filler, pace.fewRecords(), pace.pairs());
            Rates many = measure(rig, pace, drain, filler, pace.manyRecords(), pace.pairs());
            return List.of(
                    finding(pace, "accept", "requests/s", few.accept(), many.accept()),
                    finding(pace, "apply", "operations/s", few.apply(), many.apply()),
                    finding(pace, "GET by id", "requests/s", few.get(), many.get()));
        }
    }

    /** Every round begins with about this many records: what rounds add to few of them is thrown away again. */
    private static Rates measure(Rig rig, Pace pace, Drain drain, Filler filler, int records, int rounds) {
        List<Double> accept = new ArrayList<>();
        List<Double> apply = new ArrayList<>();
        List<Double> get = new ArrayList<>();
        Requests requests = new Requests(rig);
        for (int i = 0; i < rounds; i++) {
            if (i == 0 || records == pace.fewRecords()) {
                filler.fill(records);
            }
            Load read = requests.read(Read.someRecords(rig)).seconds(pace.seconds() / 2);
            get.add(rig.measure(read).perSecond(Requests.OK));
            apply.add(drain.run(Math.max(LEAST_BACKLOG, pace.backlog() / 10)).perSecond());
            rig.awaitIdle();
            accept.add(rig.measure(requests.write().seconds(pace.seconds() / 2)).perSecond(Requests.ACCEPTED));
            rig.awaitIdle();
        }
        return new Rates(new Series(accept), new Series(apply), new Series(get));
    }

    private Finding finding(Pace pace, String what, String unit, Series few, Series many) {
        return new Finding(
                name(),
                String.format(Locale.ROOT, "%s at %,d records", what, pace.manyRecords()),
                unit,
                many,
                Optional.of(new Finding.Beside(String.format(Locale.ROOT, "itself at %,d", pace.fewRecords()), few)),
                new Goal.ShareAtLeast(GOAL),
                List.of(),
                Map.of());
    }
}
