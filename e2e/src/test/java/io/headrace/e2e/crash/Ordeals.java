package io.headrace.e2e.crash;

import io.headrace.e2e.agent.CrashPoint;
import io.headrace.e2e.history.FaultKind;
import io.headrace.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Everything that can be done to the system, in the sets that a run takes it from. */
record Ordeals(Kills kills, Crashes crashes, Cuts cuts, Tampering tampering, Receivers receivers, Random random) {
    private static final List<String> PROCESSES = List.of("ingest-api", "processor", "notifier", "kafka", "postgres");
    private static final Duration ISOLATION = Duration.ofSeconds(8);
    private static final Duration QUIET = Duration.ofSeconds(12);

    /** Each crash point, which kills the services, and one of each other family. */
    List<Ordeal> once() {
        List<Ordeal> all = new ArrayList<>();
        for (CrashPoint point : CrashPoint.values()) {
            all.add(crashes.at(point));
        }
        all.add(kills.kill("kafka"));
        all.add(kills.kill("postgres"));
        all.add(kills.stopPostgresAtOnce());
        all.add(kills.pause(Service.PROCESSOR));
        all.add(cuts.all("kafka"));
        all.add(cuts.all("postgres"));
        all.add(cuts.afterCommit());
        all.add(tampering.setOffsetsBack(Service.PROCESSOR));
        all.add(tampering.poison());
        all.add(hang());
        return all;
    }

    List<Ordeal> everything() {
        List<Ordeal> all = new ArrayList<>(once());
        for (Service service : Service.values()) {
            all.add(kills.kill(service.wireName()));
            all.add(kills.scale(service));
        }
        for (String backend : List.of("kafka", "postgres")) {
            all.add(kills.restart(backend));
            all.add(cuts.silence(backend));
        }
        all.add(kills.pause(Service.INGEST_API));
        all.add(kills.pause(Service.NOTIFIER));
        all.add(crashes.whenTheRequestIsThere());
        all.add(cuts.afterCommit());
        all.add(tampering.setOffsetsBack(Service.NOTIFIER));
        return all;
    }

    /** The second comes while the system still suffers from the first. */
    List<Ordeal> two() {
        List<String> victims = new ArrayList<>(PROCESSES);
        Collections.shuffle(victims, random);
        Ordeal second = random.nextInt(3) == 0 ? cuts.all("postgres") : kills.kill(victims.get(1));
        return List.of(kills.kill(victims.get(0)), second);
    }

    /** Of one owner's targets; alone, after a time without any fault, so that it can be seen whether others feel it. */
    private Ordeal hang() {
        int owner = random.nextInt(receivers.count());
        return new Ordeal(FaultKind.HOSTILE_TARGET, "target", "hang of owner " + owner, () -> {
            receivers.hang(owner);
            Pause.of(ISOLATION);
            receivers.recover(owner);
        });
    }

    /** How long nothing else may have happened before an ordeal begins. */
    static Duration quietBefore(Ordeal ordeal) {
        return ordeal.kind() == FaultKind.HOSTILE_TARGET ? QUIET : Duration.ZERO;
    }
}
