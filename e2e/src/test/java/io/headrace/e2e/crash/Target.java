package io.headrace.e2e.crash;

/**
 * Where a write wants to be told, on its owner's receiver. The path says all that the receiver has to know, so that it
 * remembers nothing.
 *
 * @param endpoint whose secret signs
 * @param write number of the logical write
 */
record Target(int endpoint, Behaviour behaviour, long write) {
    String path() {
        return "/" + endpoint + "/" + behaviour.wireName() + "/" + write;
    }

    static Target ofPath(String path) {
        String[] parts = path.split("/");
        return new Target(Integer.parseInt(parts[1]), Behaviour.ofWireName(parts[2]), Long.parseLong(parts[3]));
    }
}
