package io.headrace.e2e.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which ordeals come, in which order: the same for the same seed. */
final class Script {
    private static final Duration LONGEST_REST = Duration.ofSeconds(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

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
        for (Ordeal ordeal : shuffled(ordeals.once())) {
            nemesis.inflict(List.of(ordeal));
        }
        while (tally.acknowledged() < config.writes() && !isOver()) {
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private void playRounds() {
        while (!isOver()) {
            for (Ordeal ordeal : shuffled(ordeals.everything())) {
                inflict(List.of(ordeal));
                if (random.nextInt(ONE_IN) == 0) {
                    inflict(ordeals.two());
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

    private List<Ordeal> shuffled(List<Ordeal> all) {
        List<Ordeal> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
