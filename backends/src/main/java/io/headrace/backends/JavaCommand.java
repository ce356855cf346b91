package io.headrace.backends;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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

    /** The command and its arguments. */
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

    /** Takes the archive into use that a run wrote as it ended (only after a clean end is it whole); older ones go. */
    public void keepArchive() throws IOException {
        if (archive.isEmpty() || !Files.exists(unfinished(archive.get()))) {
            return;
        }
        Path file = archive.get();
        Files.move(unfinished(file), file, StandardCopyOption.REPLACE_EXISTING);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(file.getParent(), other -> !other.equals(file))) {
            for (Path other : others) {
                Files.deleteIfExists(other);
            }
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
        return List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-XX:ArchiveClassesAtExit=" + unfinished(file));
    }

    /** Ours alone: another run may write its own at the same time. */
    private static Path unfinished(Path file) {
        return file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    }

    /** The class path of this process, for a child that runs code of ours. */
    public static String ownClassPath() {
        return System.getProperty("java.class.path", "." + File.separator);
    }
}
