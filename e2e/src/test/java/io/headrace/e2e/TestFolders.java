package io.headrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Names of folders for systems: tests run in several processes at once, each with a system of its own. */
final class TestFolders {
    private static final int MOST = 16;

    /** Never closed: the operating system frees the locks when this process ends, however it does. */
    private static final List<FileChannel> TAKEN = new CopyOnWriteArrayList<>();

    private TestFolders() {}

    /** The first of {@code name-1}, {@code name-2} and so on that no other process has; kept as long as this one lives. */
    static String own(String name) {
        for (int i = 1; i <= MOST; i++) {
            if (takes(name + "-" + i)) {
                return name + "-" + i;
            }
        }
        throw new IllegalStateException("more than " + MOST + " processes use a folder " + name);
    }

    private static boolean takes(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "systems"));
            FileChannel channel = FileChannel.open(
                    folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                TAKEN.add(channel);
                return true;
            }
            channel.close();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
