package io.headrace.e2e.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads every line that the system's processes log, and remembers where a payload or a secret stands in it. */
final class Leaks implements Consumer<String> {
    private static final int MOST = 100;

    private final Owners owners;
    private final List<String> found = new ArrayList<>();

    Leaks(Owners owners) {
        this.owners = owners;
    }

    @Override
    public void accept(String line) {
        for (int owner : owners.canariesIn(line)) {
            add("log: canary of owner " + owner + ": " + line);
        }
    }

    synchronized List<String> found() {
        return List.copyOf(found);
    }

    private synchronized void add(String leak) {
        if (found.size() < MOST) {
            found.add(leak);
        }
    }
}
