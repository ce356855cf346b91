package io.headrace.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The lock file that a PostgreSQL server leaves in its data folder when it is killed: which process wrote it, and when.
 *
 * @param writtenAt to the second, shortly after that process began
 */
record PostmasterPid(long pid, Instant writtenAt) {
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final int LINE_OF_START = 2;

    /** What is at that process id today. */
    enum Holder {
        /** The server itself still runs. */
        SERVER,
        /** Nobody: PostgreSQL sees that by itself and goes on. */
        NOBODY,
        /** Another process got the number since: PostgreSQL would refuse to start, the file must go. */
        STRANGER
    }

    static Optional<PostmasterPid> read(Path dataFolder) throws IOException {
        try {
            return parse(Files.readAllLines(file(dataFolder)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static Path file(Path dataFolder) {
        return dataFolder.resolve("postmaster.pid");
    }

    static Optional<PostmasterPid> parse(List<String> lines) {
        try {
            return Optional.of(new PostmasterPid(
                    Long.parseLong(lines.get(0).trim()),
                    Instant.ofEpochSecond(
                            Long.parseLong(lines.get(LINE_OF_START).trim()))));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** @param startedAt when the process that has the number today began; empty if there is none */
    Holder holder(Optional<Instant> startedAt) {
        return startedAt
                .map(start -> Duration.between(start, writtenAt).abs().compareTo(TOLERANCE) <= 0
                        ? Holder.SERVER
                        : Holder.STRANGER)
                .orElse(Holder.NOBODY);
    }
}
