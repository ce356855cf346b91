package io.headrace.ingest.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what failed under each name within a window that opens with the first failure, and says when that is enough.
 * It remembers a bounded number of names: where there are more, those whose windows opened first are forgotten.
 */
final class FailureLedger {
    private final int limit;
    private final Duration window;
    private final int maxNames;
    /** In the order in which the windows opened, so that the first is the first to close. */
    private final Map<String, Count> counts = new LinkedHashMap<>();

    private static final class Count {
        final Instant openedAt;
        int failures;

        Count(Instant openedAt) {
            this.openedAt = openedAt;
        }
    }

    FailureLedger(int limit, Duration window, int maxNames) {
        this.limit = limit;
        this.window = window;
        this.maxNames = maxNames;
    }

    /** How long to wait until a try is let in; empty: now. */
    Optional<Duration> wait(String name, Instant now) {
        forgetClosed(now);
        Count count = counts.get(name);
        return count == null || count.failures < limit
                ? Optional.empty()
                : Optional.of(Duration.between(now, count.openedAt.plus(window)));
    }

    /** Counted as a failure until it is known to be none: tries at the same time count too. */
    void begin(String name, Instant now) {
        forgetClosed(now);
        counts.computeIfAbsent(name, unknown -> new Count(now)).failures++;
        forgetFirst();
    }

    /** It was none. */
    void takeBack(String name) {
        counts.computeIfPresent(name, (known, count) -> {
            count.failures--;
            return count.failures > 0 ? count : null;
        });
    }

    /** Who has shown that the name is his starts anew. */
    void clear(String name) {
        counts.remove(name);
    }

    int size() {
        return counts.size();
    }

    private void forgetClosed(Instant now) {
        for (Iterator<Count> all = counts.values().iterator(); all.hasNext(); ) {
            if (now.isBefore(all.next().openedAt.plus(window))) {
                return;
            }
            all.remove();
        }
    }

    private void forgetFirst() {
        if (counts.size() > maxNames) {
            Iterator<Count> all = counts.values().iterator();
            all.next();
            all.remove();
        }
    }
}
