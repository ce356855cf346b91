package io.headrace.contracts;

/** Which data a key sees: each endpoint keeps test and live records apart. */
public enum Environment {
    TEST,
    LIVE;

    /** The name used in headers, JSON and columns. */
    public String wireName() {
        return Wire.name(this);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static Environment ofWireName(String text) {
        return Wire.parse(Environment.class, "environment", text);
    }
}
