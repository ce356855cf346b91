package io.headrace.e2e.crash;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.HistoryFile;
import java.nio.file.Path;
import java.util.function.LongFunction;

/** Writes down what happens as it happens: a long run keeps nothing in memory. */
final class HistoryLog implements AutoCloseable {
    private final long startNanos = System.nanoTime();
    private final HistoryFile file;

    HistoryLog(Path file) {
        this.file = HistoryFile.append(file);
    }

    /** @param entry gets the time of the run */
    void add(LongFunction<Entry> entry) {
        file.add(entry.apply(System.nanoTime() - startNanos));
    }

    @Override
    public void close() {
        file.close();
    }
}
