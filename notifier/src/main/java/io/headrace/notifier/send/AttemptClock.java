package io.headrace.notifier.send;

import io.headrace.store.delivery.AttemptTimings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs along with one attempt and notes when each of its phases came to an end. */
final class AttemptClock {
    private final long startedNanos = System.nanoTime();
    private long resolvedNanos;
    private long sentNanos;
    private @Nullable Integer dns;
    private @Nullable Integer connect;
    private @Nullable Integer tls;
    private @Nullable Integer firstByte;

    /** The name is looked up and its addresses may be called. */
    synchronized void resolved() {
        resolvedNanos = System.nanoTime();
        dns = millis(startedNanos, resolvedNanos);
    }

    /** There is a connection, and the request goes out. */
    synchronized void sent(ConnectionAge age) {
        sentNanos = System.nanoTime();
        long connectedNanos = age.securingSinceNanos().orElse(sentNanos);
        connect = age.isNew() ? millis(resolvedNanos, connectedNanos) : 0;
        if (age.securingSinceNanos().isPresent()) {
            tls = age.isNew() ? millis(connectedNanos, sentNanos) : 0;
        }
    }

    /** The head of the answer is here. */
    synchronized void answering() {
        firstByte = millis(sentNanos, System.nanoTime());
    }

    synchronized AttemptTimings timings() {
        return new AttemptTimings(dns, connect, tls, firstByte);
    }

    /** Never negative: a connection may have begun for an earlier attempt that did not need it any more. */
    private static int millis(long fromNanos, long toNanos) {
        return (int) Math.max(0, Duration.ofNanos(toNanos - fromNanos).toMillis());
    }
}
