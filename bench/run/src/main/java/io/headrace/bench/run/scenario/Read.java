package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.report.Goal;
import io.headrace.bench.run.rig.Load;
import io.headrace.bench.run.rig.Rig;
import io.headrace.contracts.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        rig.measure(requests.write().seconds(pace.seconds() / 2));
        rig.awaitIdle();
        Load ours = requests.read(someRecords(rig)).seconds(pace.seconds());
        Load constant = requests.constantRead().seconds(pace.seconds());
        List<Double> warmUp = Warmth.reach(
                pace, () -> rig.measure(ours.seconds(pace.seconds() / 2)).perSecond(Requests.OK));
        Warmth.reach(
                pace, () -> rig.measure(constant.seconds(pace.seconds() / 2)).perSecond(Requests.OK));
        Rounds own = new Rounds(Requests.OK);
        Rounds limit = new Rounds(Requests.OK);
        for (int i = 0; i < pace.pairs(); i++) {
            own.add(rig.measure(ours));
            limit.add(rig.measure(constant));
        }
        List<String> notes = new ArrayList<>(own.complaints("the system"));
        notes.addAll(limit.complaints("the constant server"));
        return List.of(new Finding(
                name(),
                "GET by id",
                "requests/s",
                own.perSecond(),
                Optional.of(new Finding.Beside("constant 200", limit.perSecond())),
                new Goal.ShareAtLeast(GOAL),
                notes,
                Map.of("warmUp", warmUp, "ours", own.details(), "constant", limit.details())));
    }

    static List<String> someRecords(Rig rig) {
        return rig
                .database()
                .texts("SELECT id::text FROM record_test WHERE deleted_at IS NULL ORDER BY random() LIMIT " + RECORDS)
                .stream()
                .map(text -> Ids.format(Ids.RECORD, UUID.fromString(text)))
                .toList();
    }
}
