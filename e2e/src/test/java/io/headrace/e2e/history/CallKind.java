package io.headrace.e2e.history;

/** What a client can ask. */
public enum CallKind {
    CREATE,
    REPLACE,
    DELETE,
    READ,
    LIST;

    public boolean isWrite() {
        return this == CREATE || this == REPLACE || this == DELETE;
    }
}
