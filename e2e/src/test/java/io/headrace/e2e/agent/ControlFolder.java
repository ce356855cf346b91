package io.headrace.e2e.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a test and the processes that it breaks tell each other: one small file for each thing. A file appears whole and
 * goes at once, so it needs no lock and outlives whoever dies.
 */
record ControlFolder(Path path) {
    private static final String MUTANT = "mutant";

    /**
     * An order to die.
     *
     * @param token tells it from an earlier order for the same point
     */
    record Arming(int hitsToSkip, String token) {}

    void arm(CrashPoint point, int hitsToSkip) {
        write(armed(point), hitsToSkip + " " + UUID.randomUUID());
    }

    Optional<Arming> arming(CrashPoint point) {
        return read(armed(point)).map(text -> text.split(" ", 2)).map(words -> {
            return new Arming(Integer.parseInt(words[0]), words[1]);
        });
    }

    /** Cheap, for it is asked at every hit. */
    boolean isArmed(CrashPoint point) {
        return armed(point).toFile().exists();
    }

    /** True for exactly one of those who try. */
    boolean disarm(CrashPoint point) {
        try {
            return Files.deleteIfExists(armed(point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On disk when this returns. */
    void noteFired(CrashPoint point, long pid) {
        try (FileChannel file = FileChannel.open(fired(point), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process ids of those who died there. */
    List<Long> firedBy(CrashPoint point) {
        return read(fired(point))
                .map(text -> text.lines().map(Long::valueOf).toList())
                .orElse(List.of());
    }

    void select(Mutant mutant) {
        write(path.resolve(MUTANT), mutant.name());
    }

    void selectNone() {
        try {
            Files.deleteIfExists(path.resolve(MUTANT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Mutant> mutant() {
        return read(path.resolve(MUTANT)).map(Mutant::valueOf);
    }

    private Path armed(CrashPoint point) {
        return path.resolve(point.wireName());
    }

    private Path fired(CrashPoint point) {
        return path.resolve(point.wireName() + ".fired");
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(path);
            Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
