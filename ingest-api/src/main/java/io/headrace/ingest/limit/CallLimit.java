package io.headrace.ingest.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.headrace.ingest.http.Problem;
import java.time.Duration;
import java.util.UUID;

/**
 * So many calls in a window, which opens with the first one, for what no plan counts. Each instance counts for itself, in
 * memory, a bounded number of those who call.
 */
public final class CallLimit {
    private static final int MAX_REMEMBERED = 10_000;

    private final int most;
    private final Duration window;
    private final Ticker nanos;
    private final Cache<UUID, Window> windows;

    private static final class Window {
        private final long openedNanos;
        private int calls;

        Window(long openedNanos) {
            this.openedNanos = openedNanos;
        }

        synchronized boolean admits(int most) {
            if (calls == most) {
                return false;
            }
            calls++;
            return true;
        }
    }

    public CallLimit(int most, Duration window) {
        this(most, window, Ticker.systemTicker());
    }

    CallLimit(int most, Duration window, Ticker nanos) {
        this.most = most;
        this.window = window;
        this.nanos = nanos;
        this.windows = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanos)
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(window)
                .build();
    }

    /**
     * Counts one call.
     *
     * @throws io.headrace.ingest.http.ProblemException 429, with when to come back, if there were enough
     */
    public void admit(UUID who) {
        Window open = windows.get(who, first -> new Window(nanos.read()));
        if (!open.admits(most)) {
            throw Problem.rateLimited(window.minusNanos(nanos.read() - open.openedNanos))
                    .exception();
        }
    }
}
