package io.headrace.bench.constant;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the receiver has received. */
@Singleton
final class Receipts {
    private static final String OPERATION = "\"operationId\":\"";

    private final List<String> noted = new ArrayList<>();
    private long count;
    private long first;
    private long last;

    synchronized void count(long nanos) {
        first = count == 0 ? nanos : first;
        last = nanos;
        count++;
    }

    void note(long nanos, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int begin = text.indexOf(OPERATION) + OPERATION.length();
        String line = text.substring(begin, text.indexOf('"', begin)) + " " + nanos;
        synchronized (this) {
            count(nanos);
            noted.add(line);
        }
    }

    synchronized String text() {
        return count + " " + first + " " + last + "\n" + String.join("\n", noted);
    }

    synchronized void forget() {
        count = 0;
        noted.clear();
    }
}
