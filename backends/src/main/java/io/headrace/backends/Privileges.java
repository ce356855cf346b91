package io.headrace.backends;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL, which refuses to run as root, is run here. Each prefix replaces itself by the command: the process id
 * stays the same, and signals reach the server itself.
 */
enum Privileges {
    /** We are an ordinary user. */
    AS_WE_ARE(List.of(), -1),
    /** Root without a mapping in a new user namespace: to itself the server is nobody, its files stay root's. */
    USER_NAMESPACE(List.of("unshare", "-U"), 0),
    /** Where namespaces are forbidden (many containers): the files are handed to nobody. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), 65534);

    private final List<String> prefix;
    private final int owner;

    Privileges(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    static Privileges choose(boolean root, boolean namespacesWork) {
        if (!root) {
            return AS_WE_ARE;
        }
        return namespacesWork ? USER_NAMESPACE : NOBODY;
    }

    static Privileges current() {
        boolean root = isRoot();
        return choose(root, root && Executables.succeeds(List.of("unshare", "-U", "true")));
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(prefix);
        wrapped.addAll(command);
        return wrapped;
    }

    /** Gives the file, or the folder with all that is in it, to whom the command runs as. */
    void own(Path path) throws IOException {
        if (owner < 0 || Files.getAttribute(path, "unix:uid").equals(owner)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", owner);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.setAttribute(folder, "unix:uid", owner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
