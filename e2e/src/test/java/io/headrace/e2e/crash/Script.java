package io.headrace.e2e.crash;

import io.headrace.e2e.agent.CrashPoint;
import io.headrace.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which ordeals come, in which order: the same for the same seed. */
final class Script {
    private static final Duration LONGEST_REST = Duration.ofSeconds(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final List<String> PROCESSES = List.of("ingest-api", "processor", "notifier", "kafka", "postgres");

    /** In a long run, after one ordeal in so many come two at a time. */
    private static final int ONE_IN = 6;

    private final CrashConfig config;
    private final Ordeals ordeals;
    private final Nemesis nemesis;
    private final Tally tally;
    private final Random random;
    private final long deadline;

    Script(CrashConfig config, Ordeals ordeals, Nemesis nemesis, Tally tally, Seeds seeds) {
        this.config = config;
        this.ordeals = ordeals;
        this.nemesis = nemesis;
        this.tally = tally;
        this.random = seeds.of("script");
        this.deadline = System.nanoTime() + config.length().toNanos();
    }

    void play() {
        switch (config.lane()) {
            case SHORT -> playOnce();
            case LONG -> playRounds();
        }
    }

    private void playOnce() {
        for (Ordeal ordeal : shuffled(once())) {
            nemesis.inflict(List.of(ordeal));
        }
        while (tally.acknowledged() < config.writes() && !isOver()) {
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private void playRounds() {
        while (!isOver()) {
            for (Ordeal ordeal : shuffled(everything())) {
                inflict(List.of(ordeal));
                if (random.nextInt(ONE_IN) == 0) {
                    inflict(two());
                }
            }
        }
    }

    private void inflict(List<Ordeal> next) {
        if (!isOver()) {
            nemesis.rest(LONGEST_REST);
            nemesis.inflict(next);
        }
    }

    private boolean isOver() {
        return System.nanoTime() >= deadline;
    }

    /** The crash points kill the services; the other families have one each. */
    private List<Ordeal> once() {
        List<Ordeal> all = new ArrayList<>();
        for (CrashPoint point : CrashPoint.values()) {
            all.add(ordeals.crashAt(point));
        }
        all.add(ordeals.kill("kafka"));
        all.add(ordeals.stopPostgresAtOnce());
        all.add(ordeals.pause(Service.PROCESSOR));
        all.add(ordeals.cut("kafka"));
        all.add(ordeals.cut("postgres"));
        all.add(ordeals.cutAfterCommit());
        all.add(ordeals.setOffsetsBack(Service.PROCESSOR));
        all.add(ordeals.poison());
        all.add(ordeals.hang(random.nextInt(3)));
        return all;
    }

    private List<Ordeal> everything() {
        List<Ordeal> all = new ArrayList<>(once());
        for (String process : List.of("ingest-api", "processor", "notifier", "postgres")) {
            all.add(ordeals.kill(process));
        }
        for (Service service : Service.values()) {
            all.add(ordeals.scale(service));
        }
        for (String backend : List.of("kafka", "postgres")) {
            all.add(ordeals.restart(backend));
            all.add(ordeals.silence(backend));
        }
        all.add(ordeals.pause(Service.INGEST_API));
        all.add(ordeals.pause(Service.NOTIFIER));
        all.add(ordeals.setOffsetsBack(Service.NOTIFIER));
        all.add(ordeals.killWhoseRequestIsThere());
        all.add(ordeals.cutAfterCommit());
        return all;
    }

    /** The second comes while the system still suffers from the first. */
    private List<Ordeal> two() {
        List<String> victims = new ArrayList<>(PROCESSES);
        Collections.shuffle(victims, random);
        Ordeal second = random.nextInt(3) == 0 ? ordeals.cut("postgres") : ordeals.kill(victims.get(1));
        return List.of(ordeals.kill(victims.get(0)), second);
    }

    private List<Ordeal> shuffled(List<Ordeal> all) {
        List<Ordeal> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
