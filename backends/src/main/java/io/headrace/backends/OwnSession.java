package io.headrace.backends;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a command in a session of its own, so that Ctrl-C in the terminal reaches only the supervisor, which then stops
 * its children in the right order. Each tool replaces itself by the command: the process id stays the same.
 */
final class OwnSession {
    private static final List<String> PREFIX = prefix(Executables.find("setsid"), Executables.find("perl"));

    private OwnSession() {}

    static List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(PREFIX);
        wrapped.addAll(command);
        return wrapped;
    }

    /** macOS has no setsid, but perl; where neither exists the command runs as it is. */
    static List<String> prefix(Optional<Path> setsid, Optional<Path> perl) {
        if (setsid.isPresent()) {
            return List.of(setsid.get().toString());
        }
        return perl.map(path -> List.of(path.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV"))
                .orElse(List.of());
    }
}
