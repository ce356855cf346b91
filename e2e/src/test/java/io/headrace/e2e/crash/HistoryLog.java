package io.headrace.e2e.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.headrace.e2e.history.Entry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Writes down what happens, in the order of its time, straight to a file: a long run keeps nothing in memory. */
final class HistoryLog implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter ENTRIES = MAPPER.writerFor(Entry.class);

    private final long startNanos = System.nanoTime();
    private final Path file;
    private final BufferedWriter out;

    HistoryLog(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            this.out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time is taken here, so that the file is in its order. */
    synchronized void add(LongFunction<Entry> entry) {
        try {
            out.write(ENTRIES.writeValueAsString(entry.apply(System.nanoTime() - startNanos)));
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<Entry> read() {
        try {
            out.flush();
            List<Entry> entries = new ArrayList<>();
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(line -> entries.add(entry(line)));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String line) {
        try {
            return MAPPER.readValue(line, Entry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
