package io.headrace.backends;

import java.nio.file.Path;
import java.util.Optional;

/** Where unpacked binaries are kept between runs and shared by every clone of this user. */
final class CacheFolder {
    private CacheFolder() {}

    /** Root's own home is closed to the unprivileged user that PostgreSQL may have to run as, /var/cache is not. */
    static Path of(boolean root, Optional<String> xdgCacheHome, String userHome) {
        if (root) {
            return Path.of("/var/cache/headrace");
        }
        return xdgCacheHome
                .filter(text -> text.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(userHome, ".cache"))
                .resolve("headrace");
    }

    static Path current() {
        return of(
                Privileges.isRoot(),
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME")),
                System.getProperty("user.home"));
    }
}
