package io.headrace.bench.run.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.bench.load.LoadReport;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The load generator, kept running from load to load so that its own code is warm. */
public final class Generator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Child child;

    private Generator(Child child) {
        this.child = child;
    }

    /** @param home the folder {@code bench/} */
    static Generator start(Path home, Path log) {
        return new Generator(Child.talking(command(home), log));
    }

    /** One that complains where a person sees it. */
    public static Generator startAloud(Path home) {
        return new Generator(Child.talkingAloud(command(home)));
    }

    private static List<String> command(Path home) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = home.resolve("load/target/generator") + File.separator + "*";
        return List.of(
                java, "-Xmx256m", "-XX:+UseSerialGC", "-cp", classPath, "io.headrace.bench.load.Main", "--serve");
    }

    /** Returns when the last answer is in. */
    public LoadReport send(Load load) {
        return sendLine(load.line());
    }

    public LoadReport sendLine(String line) {
        try {
            child.say(line);
            return JSON.readValue(child.nextLine(), LoadReport.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }
}
