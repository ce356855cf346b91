package io.headrace.backends;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JVM of our own as a child: the Java that runs us, a small heap, and a class archive (AppCDS) that the first clean
 * run writes and later runs start faster with.
 *
 * @param archive where the class archive is kept; empty for none
 * @param target {@code -jar} and a file, or {@code -cp}, a class path and a main class
 */
public record JavaCommand(int heapMegabytes, Optional<Path> archive, List<String> options, List<String> target) {
    public JavaCommand {
        options = List.copyOf(options);
        target = List.copyOf(target);
    }

    /** The command and its arguments. A half-written archive, left by a run that was killed, is thrown away. */
    public List<String> words(List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + heapMegabytes + "m");
        words.add("-XX:+UseSerialGC");
        words.addAll(archiveOptions());
        words.addAll(options);
        words.addAll(target);
        words.addAll(arguments);
        return words;
    }

    /** Takes the archive into use that a run wrote as it ended; only after a clean end is it whole. */
    public void keepArchive() throws IOException {
        if (archive.isPresent() && Files.exists(unfinished(archive.get()))) {
            Files.move(unfinished(archive.get()), archive.get(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> archiveOptions() throws IOException {
        if (archive.isEmpty()) {
            return List.of();
        }
        Path file = archive.get();
        if (Files.exists(file)) {
            return List.of("-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-XX:SharedArchiveFile=" + file);
        }
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(unfinished(file));
        return List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-XX:ArchiveClassesAtExit=" + unfinished(file));
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** The class path of this process, for a child that runs code of ours. */
    public static String ownClassPath() {
        return System.getProperty("java.class.path", "." + File.separator);
    }
}
