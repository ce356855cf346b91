package io.headrace.store.tenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every migration, in the order of their numbers, for a test that wants the tables as they are. */
public final class Migrations {
    private static final Path FOLDER = Path.of("src", "main", "resources", "db", "migration");

    private Migrations() {}

    public static List<String> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted(Comparator.comparing(Migrations::number))
                    .map(Migrations::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
