package io.headrace.bench.load;

/** One header of every request. */
record Header(String name, String value) {
    /** {@code name: value} */
    static Header parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("header is \"" + text + "\": it must be \"name: value\"");
        }
        return new Header(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
}
