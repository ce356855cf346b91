package io.headrace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code services.json}: what runs now, for people, for tests, and for the next start if this one is killed. */
final class ServicesFile {
    private final Path file;

    ServicesFile(Path file) {
        this.file = file;
    }

    void write(List<ServiceEntry> entries) throws IOException {
        PrivateFile.write(file, entries);
    }

    /** Empty where there is none, or none that can be read. */
    List<ServiceEntry> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(PrivateFile.read(file, ServiceEntry[].class));
        } catch (IOException e) {
            return List.of();
        }
    }
}
