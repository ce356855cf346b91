package io.headrace.local;

import io.headrace.backends.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The names inside {@code .local}. */
record LocalFolder(Path path) {
    Path data() {
        return path.resolve("data");
    }

    /** As configured, so that what is written down about a relative folder stays relative. */
    Path log(String process) {
        return path.resolve("log").resolve(process + ".log");
    }

    Path services() {
        return path.resolve("services.json");
    }

    Path credentials() {
        return path.resolve("credentials.json");
    }

    Path bootstrap() {
        return path.resolve("bootstrap.json");
    }

    Path secrets() {
        return path.resolve("secrets.json");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** Forgets the data, and the secrets and credentials that belong to them. */
    void clear() throws IOException {
        Folders.delete(data());
        for (Path file : List.of(credentials(), bootstrap(), secrets())) {
            Files.deleteIfExists(file);
        }
    }
}
