package io.headrace.bench.run.scenario;

import io.headrace.bench.run.report.Finding;
import io.headrace.bench.run.rig.Rig;
import java.util.List;

/** Measures one promise. Leaves the system running and at rest. */
public interface Scenario {
    /** For {@code -Dbench.only}. */
    String name();

    List<Finding> run(Rig rig, Pace pace);
}
