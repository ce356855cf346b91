package io.headrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Names of folders for systems: tests run in several processes at once, each with a system of its own. */
final class TestFolders {
    private static final int MOST = 16;

    private TestFolders() {}

    /** The first of {@code name-1}, {@code name-2} and so on that no other process has; kept as long as this one lives. */
    static String own(String name) {
        for (int i = 1; i <= MOST; i++) {
            if (isTaken(name + "-" + i)) {
                return name + "-" + i;
            }
        }
        throw new IllegalStateException("more than " + MOST + " processes use a folder " + name);
    }

    private static boolean isTaken(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "systems"));
            FileChannel channel = FileChannel.open(
                    folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Not closed when it is ours: the operating system frees the lock when this process ends, however it does.
            if (channel.tryLock() != null) {
                return true;
            }
            channel.close();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
