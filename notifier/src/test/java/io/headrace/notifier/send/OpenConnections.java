package io.headrace.notifier.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system says of connections that this machine has made; where it does not say, there are none. */
final class OpenConnections {
    private static final Path TABLE = Path.of("/proc/net/tcp");
    private static final String ESTABLISHED = "01";
    private static final String COMING_ABOUT = "02";

    private OpenConnections() {}

    static long to(int port) throws IOException {
        return count(port, ESTABLISHED);
    }

    /** Those that the other side has not answered yet. */
    static long comingAbout(int port) throws IOException {
        return count(port, COMING_ABOUT);
    }

    private static long count(int port, String state) throws IOException {
        if (!Files.exists(TABLE)) {
            return 0;
        }
        String remote = String.format(":%04X", port);
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.map(line -> line.trim().split(" +"))
                    .filter(columns -> columns[2].endsWith(remote) && columns[3].equals(state))
                    .count();
        }
    }
}
