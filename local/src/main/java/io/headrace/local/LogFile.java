package io.headrace.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What one process writes, kept across its restarts; when it grows too big it becomes {@code .1} and begins anew. */
final class LogFile implements AutoCloseable {
    private static final long MAX_BYTES = 20L << 20;

    private final Path file;
    private OutputStream out;
    private long size;
    private long lost;

    private LogFile(Path file, OutputStream out, long size) {
        this.file = file;
        this.out = out;
        this.size = size;
    }

    static LogFile open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        OutputStream out = append(file);
        return new LogFile(file, out, Files.size(file));
    }

    /** A line that cannot be kept (a full disk) is lost: to stop reading would freeze the process that wrote it. */
    synchronized void line(String text) {
        try {
            if (size > MAX_BYTES) {
                beginAnew();
            }
            byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(bytes);
            size += bytes.length;
        } catch (IOException e) {
            lost++;
        }
    }

    synchronized long lostLines() {
        return lost;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private void beginAnew() throws IOException {
        out.close();
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        out = append(file);
        size = 0;
    }

    private static OutputStream append(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
