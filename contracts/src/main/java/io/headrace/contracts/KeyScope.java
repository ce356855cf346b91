package io.headrace.contracts;

/** What an API key may do; each scope includes the ones before it. */
public enum KeyScope {
    READ,
    READ_WRITE,
    ADMIN;

    /** The name used in headers, JSON and columns. */
    public String wireName() {
        return Wire.name(this);
    }

    /** The reverse of {@link #wireName}; any other text is an {@link IllegalArgumentException}. */
    public static KeyScope ofWireName(String text) {
        return Wire.parse(KeyScope.class, "scope", text);
    }
}
