package io.headrace.bench.run.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the benchmark's own that ends when its standard input does, and so never outlives the driver. */
final class Child implements AutoCloseable {
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private Child(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param log gets standard error; standard output is read by {@link #nextLine} */
    static Child talking(List<String> command, Path log) {
        return start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(log.toFile())));
    }

    /** The same, with standard error for everybody to see. */
    static Child talkingAloud(List<String> command) {
        return start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** @param log gets all that it writes */
    static Child silent(List<String> command, Path log) {
        return start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile())));
    }

    private static Child start(ProcessBuilder builder) {
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void say(String line) throws IOException {
        in.write(line);
        in.write('\n');
        in.flush();
    }

    String nextLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("process " + pid() + " has ended");
        }
        return line;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
