package io.headrace.local;

import io.headrace.backends.JavaCommand;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the build puts together to be run: {@code lib/} for the supervisor and Kafka, {@code services/<name>/} for each
 * service.
 */
public record Distribution(Path home) {
    /** The system property that says where it is, when it is not around our own code. */
    static final String PROPERTY = "headrace.home";

    /** Where {@link #PROPERTY} says; else around the jar that this class is in; else in the module's build folder. */
    public static Distribution find() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return new Distribution(Path.of(given).toAbsolutePath());
        }
        Path code = codeLocation();
        Path lib = code.getParent();
        return new Distribution(lib.getFileName().toString().equals("lib") ? lib.getParent() : lib.resolve("headrace"));
    }

    public Path serviceJar(Service service) {
        Path jar = home.resolve("services").resolve(service.wireName()).resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StartupProblem(service.wireName() + " is not built: " + jar + " is missing.");
        }
        return jar;
    }

    /** With Kafka on it: ours when we were started from the command line, the folder's inside Maven or a test. */
    String classPath() {
        Path lib = home.resolve("lib");
        return Files.isDirectory(lib) ? lib + File.separator + "*" : JavaCommand.ownClassPath();
    }

    /**
     * Where Kafka's class archive is kept: beside the distribution, so that all runs share it. Its name is that of this
     * build and this Java, for it is good for no other. Empty where we run from class folders, which no archive covers.
     */
    Optional<Path> kafkaArchive() {
        Path lib = home.resolve("lib");
        Path archives = home.resolveSibling("cds");
        if (!Files.isDirectory(lib) || !Files.isWritable(archives.getParent())) {
            return Optional.empty();
        }
        String build = Long.toString(newestIn(lib), Character.MAX_RADIX);
        return Optional.of(archives.resolve("kafka-" + build + "-" + Runtime.version() + ".jsa"));
    }

    private static long newestIn(Path lib) {
        File[] jars = lib.toFile().listFiles();
        return jars == null
                ? 0
                : Arrays.stream(jars).mapToLong(File::lastModified).max().orElse(0);
    }

    private static Path codeLocation() {
        try {
            return Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
