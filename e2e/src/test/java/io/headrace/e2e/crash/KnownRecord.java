package io.headrace.e2e.crash;

/** A record that clients of one owner know and share. */
final class KnownRecord {
    private final String id;
    private final Scope scope;
    private volatile long version = 1;

    KnownRecord(String id, Scope scope) {
        this.id = id;
        this.scope = scope;
    }

    String id() {
        return id;
    }

    Scope scope() {
        return scope;
    }

    /** The last that one of them has seen: good for an {@code If-Match} that may hold. */
    long version() {
        return version;
    }

    void saw(long seen) {
        version = seen;
    }
}
