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
            nemesis.inflict(ordeal);
        }
        while (tally.acknowledged() < config.writes() && System.nanoTime() < deadline) {
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private void playRounds() {
        while (System.nanoTime() < deadline) {
            for (Ordeal ordeal : shuffled(everything())) {
                if (System.nanoTime() < deadline) {
                    nemesis.rest(LONGEST_REST);
                    nemesis.inflict(ordeal);
                }
            }
        }
    }

    /** The crash points kill the services; the kills are left to the rest. */
    private List<Ordeal> once() {
        List<Ordeal> all = new ArrayList<>();
        for (CrashPoint point : CrashPoint.values()) {
            all.add(ordeals.crashAt(point));
        }
        all.add(ordeals.kill("kafka"));
        all.add(ordeals.stopPostgresAtOnce());
        all.add(ordeals.pause(Service.PROCESSOR));
        all.add(ordeals.setOffsetsBack(Service.PROCESSOR));
        all.add(ordeals.poison());
        all.add(ordeals.hang(random.nextInt(3)));
        return all;
    }

    private List<Ordeal> everything() {
        List<Ordeal> all = new ArrayList<>(once());
        for (String process : List.of("ingest-api", "processor", "notifier")) {
            all.add(ordeals.kill(process));
        }
        all.add(ordeals.kill("postgres"));
        all.add(ordeals.killWhoseRequestIsThere());
        all.add(ordeals.restart("kafka"));
        all.add(ordeals.restart("postgres"));
        all.add(ordeals.pause(Service.INGEST_API));
        all.add(ordeals.pause(Service.NOTIFIER));
        all.add(ordeals.scale(Service.INGEST_API));
        all.add(ordeals.scale(Service.PROCESSOR));
        all.add(ordeals.scale(Service.NOTIFIER));
        all.add(ordeals.setOffsetsBack(Service.NOTIFIER));
        return all;
    }

    private List<Ordeal> shuffled(List<Ordeal> all) {
        List<Ordeal> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
