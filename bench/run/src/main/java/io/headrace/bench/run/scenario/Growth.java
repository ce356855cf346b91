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
    private static final int ROUNDS_ON_A_SIDE = 2;
    private static final int SHARE_OF_BACKLOG = 10;

    @Override
    public String name() {
        return "growth";
    }

    /** By scenario; a figure of each round. */
    private record Rates(List<Double> accept, List<Double> apply, List<Double> get) {
        Rates() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Few before and after many: what gets warm or tired meanwhile speaks for neither. */
    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        Filler filler = new Filler(rig.database(), Requests.body());
        Rates few = new Rates();
        Rates many = new Rates();
        try (CommandFeed feed = CommandFeed.open(rig)) {
            Drain drain = new Drain(rig, feed);
            rig.awaitIdle();
            filler.fill(pace.fewRecords());
            measure(rig, pace, drain, new Rates());
            measureFew(rig, pace, drain, filler, few);
            filler.fill(pace.manyRecords());
            for (int i = 0; i < 2 * ROUNDS_ON_A_SIDE; i++) {
                measure(rig, pace, drain, many);
            }
            measureFew(rig, pace, drain, filler, few);
        }
        return List.of(
                finding(pace, "accept", "requests/s", few.accept(), many.accept()),
                finding(pace, "apply", "operations/s", few.apply(), many.apply()),
                finding(pace, "GET by id", "requests/s", few.get(), many.get()));
    }

    /** Every round begins with the same few records: what one adds to them is thrown away again. */
    private static void measureFew(Rig rig, Pace pace, Drain drain, Filler filler, Rates rates) {
        for (int i = 0; i < ROUNDS_ON_A_SIDE; i++) {
            filler.fill(pace.fewRecords());
            measure(rig, pace, drain, rates);
        }
    }

    private static void measure(Rig rig, Pace pace, Drain drain, Rates rates) {
        Requests requests = new Requests(rig);
        Load read = requests.read(Read.someRecords(rig)).seconds(pace.seconds() / 2);
        rates.get().add(rig.measure(read).perSecond(Requests.OK));
        int backlog = Math.max(Apply.LEAST_BACKLOG, pace.backlog() / SHARE_OF_BACKLOG);
        rates.apply().add(drain.run(backlog).perSecond());
        rig.awaitIdle();
        Load write = requests.write().seconds(pace.seconds() / 2);
        rates.accept().add(rig.measure(write).perSecond(Requests.ACCEPTED));
        rig.awaitIdle();
    }

    private Finding finding(Pace pace, String what, String unit, List<Double> few, List<Double> many) {
        return new Finding(
                name(),
                String.format(Locale.ROOT, "%s at %,d records", what, pace.manyRecords()),
                unit,
                new Series(many),
                Optional.of(new Finding.Beside(
                        String.format(Locale.ROOT, "itself at %,d", pace.fewRecords()), new Series(few))),
                new Goal.ShareAtLeast(GOAL),
                List.of(),
                Map.of());
    }
}
