package io.headrace.contracts;

/** Where a write came from: an API client, the console's production page, or its test page. */
public enum Origin {
    API,
    CONSOLE,
    TEST;

    /** The name used in headers, JSON and columns. */
    public String wireName() {
        return Wire.name(this);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static Origin ofWireName(String text) {
        return Wire.parse(Origin.class, "origin", text);
    }
}
