package io.headrace.e2e.history;

import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a run's entries down while it goes, one line of JSON each. Any thread may add; each turns its entry into text
 * by itself and holds the others up only for the copy. What was added is on disk when the file is closed.
 */
public final class HistoryFile implements AutoCloseable {
    private static final ObjectWriter ENTRIES = JsonLines.MAPPER.writerFor(Entry.class);
    private static final int BUFFER_BYTES = 1 << 18;

    private final OutputStream out;

    private HistoryFile(OutputStream out) {
        this.out = out;
    }

    /** A file that is there already is continued. */
    public static HistoryFile append(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            OutputStream bare = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new HistoryFile(new BufferedOutputStream(bare, BUFFER_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void add(Entry entry) {
        try {
            byte[] line = ENTRIES.writeValueAsBytes(entry);
            synchronized (out) {
                out.write(line);
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            synchronized (out) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All entries in the order of their time; a last line that was cut off is left out. */
    public static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        try (var in = Files.newBufferedReader(file)) {
            @Nullable String line = in.readLine();
            while (line != null) {
                String next = in.readLine();
                if (next != null || line.endsWith("}")) {
                    entries.add(JsonLines.MAPPER.readValue(line, Entry.class));
                }
                line = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.sort(Comparator.comparingLong(Entry::atNanos));
        return entries;
    }
}
