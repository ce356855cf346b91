package io.headrace.ingest.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops who fails again and again, for the rest of a minute. It counts by address and key, so that nobody from elsewhere
 * can lock a key's holder out; it remembers a bounded number of them, in memory.
 */
final class FailureLimit {
    static final int MAX_FAILURES = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final Cache<Who, AtomicInteger> failures;

    /** Who fails. */
    record Who(String address, String keyId) {}

    FailureLimit(Ticker nanos) {
        failures = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanos)
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(WINDOW)
                .build();
    }

    boolean isReached(Who who) {
        AtomicInteger count = failures.getIfPresent(who);
        return count != null && count.get() >= MAX_FAILURES;
    }

    /** The window begins with the first failure in it. */
    void failed(Who who) {
        failures.get(who, first -> new AtomicInteger()).incrementAndGet();
    }
}
