package io.headrace.e2e.crash;

import io.headrace.e2e.history.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Puts the system through its ordeals, one after the other, and writes each down from its begin to its end. */
final class Nemesis {
    private final CrashSystem system;
    private final HistoryLog history;
    private final Random random;
    private final Consumer<String> console;
    private volatile String current = "none";

    Nemesis(CrashSystem system, HistoryLog history, Random random, Consumer<String> console) {
        this.system = system;
        this.history = history;
        this.random = random;
        this.console = console;
    }

    /** The ordeal of this moment, for the progress line. */
    String current() {
        return current;
    }

    /** One after the other, the next before the last is over; returns when every process answers again. */
    void inflict(List<Ordeal> ordeals) {
        long start = System.nanoTime();
        current = ordeals.toString();
        for (Ordeal ordeal : ordeals) {
            Pause.of(Ordeals.quietBefore(ordeal));
            write(Entry.Phase.BEGIN, ordeal);
            act(ordeal);
        }
        system.awaitAllAnswer();
        ordeals.forEach(ordeal -> write(Entry.Phase.END, ordeal));
        console.accept("%s, %d ms".formatted(current, (System.nanoTime() - start) / 1_000_000));
        current = "none";
    }

    void passOver(Ordeal ordeal) {
        console.accept("no time for " + ordeal);
    }

    /** Between two ordeals. */
    void rest(Duration most) {
        Pause.of(Duration.ofMillis((long) (most.toMillis() * random.nextDouble())));
    }

    private static void act(Ordeal ordeal) {
        try {
            ordeal.act().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(ordeal + " cannot be done", e);
        }
    }

    private void write(Entry.Phase phase, Ordeal ordeal) {
        history.add(at -> new Entry.Fault(at, phase, ordeal.kind(), ordeal.process(), ordeal.detail()));
    }
}
