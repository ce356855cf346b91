package io.headrace.contracts;

/** What a command asks for. */
public enum OperationKind {
    CREATE,
    REPLACE,
    DELETE;

    /** The name used in headers, JSON and columns. */
    public String wireName() {
        return Wire.name(this);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static OperationKind ofWireName(String text) {
        return Wire.parse(OperationKind.class, "kind", text);
    }
}
