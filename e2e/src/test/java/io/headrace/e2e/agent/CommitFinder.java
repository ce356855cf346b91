package io.headrace.e2e.agent;

import java.nio.charset.StandardCharsets;

/** Finds COMMIT as a simple query of PostgreSQL's protocol in a stream, wherever the stream is cut into pieces. */
final class CommitFinder {
    /** Kind, length, text, NUL; the kind occurs only at the beginning, so no match can begin within another. */
    private static final byte[] WANTED = "Q\0\0\0\013COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private int matched;

    /** Whether one ends within these bytes, the next ones of the stream. */
    boolean isIn(byte[] bytes, int length) {
        boolean found = false;
        for (int i = 0; i < length; i++) {
            matched = bytes[i] == WANTED[matched] ? matched + 1 : bytes[i] == WANTED[0] ? 1 : 0;
            if (matched == WANTED.length) {
                found = true;
                matched = 0;
            }
        }
        return found;
    }
}
