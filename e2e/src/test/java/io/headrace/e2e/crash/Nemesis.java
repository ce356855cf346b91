package io.headrace.e2e.crash;

import io.headrace.e2e.history.Entry;
import java.time.Duration;
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

    /** Returns when every process answers again. */
    void inflict(Ordeal ordeal) {
        Pause.of(Ordeals.quietBefore(ordeal));
        long start = System.nanoTime();
        current = ordeal.toString();
        write(Entry.Phase.BEGIN, ordeal);
        try {
            ordeal.act().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(ordeal + " cannot be done", e);
        }
        system.awaitAllAnswer();
        write(Entry.Phase.END, ordeal);
        current = "none";
        console.accept("%s: over after %d ms".formatted(ordeal, (System.nanoTime() - start) / 1_000_000));
    }

    /** Between two ordeals. */
    void rest(Duration most) {
        Pause.of(Duration.ofMillis((long) (most.toMillis() * random.nextDouble())));
    }

    private void write(Entry.Phase phase, Ordeal ordeal) {
        history.add(at -> new Entry.Fault(at, phase, ordeal.kind(), ordeal.process(), ordeal.detail()));
    }
}
