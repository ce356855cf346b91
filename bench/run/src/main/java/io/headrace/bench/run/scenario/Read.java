package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Rig;
import io.headrace.contracts.Ids;
import java.util.List;
import java.util.UUID;

/** GET by id, of records all over the table. */
public final class Read implements Scenario {
    private static final double GOAL = 0.5;
    private static final int RECORDS = 10_000;

    @Override
    public String name() {
        return "get";
    }

    @Override
    public List<Finding> run(Rig rig, Pace pace) {
        Requests requests = new Requests(rig);
        Load ours = requests.read(someRecords(rig));
        Warmth.of(rig, pace, Requests.OK, ours, () -> {});
        Warmth.of(rig, pace, Requests.OK, requests.constantRead(), () -> {});
        return List.of(Comparison.measure(rig, pace, Requests.OK, ours, requests.constantRead(), () -> {})
                .finding(name(), "GET by id", new Goal.ShareAtLeast(GOAL)));
    }

    static List<String> someRecords(Rig rig) {
        return rig
                .database()
                .texts("SELECT id::text FROM record_live WHERE deleted_at IS NULL ORDER BY random() LIMIT " + RECORDS)
                .stream()
                .map(text -> Ids.format(Ids.RECORD, UUID.fromString(text)))
                .toList();
    }
}
