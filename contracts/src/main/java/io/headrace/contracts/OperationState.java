package io.headrace.contracts;

/** What became of an accepted command; {@code QUEUED} until the processor has decided. */
public enum OperationState {
    QUEUED,
    APPLIED,
    REJECTED,
    DEAD;

    /** The name used in headers, JSON and columns. */
    public String wireName() {
        return Wire.name(this);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static OperationState ofWireName(String text) {
        return Wire.parse(OperationState.class, "state", text);
    }
}
