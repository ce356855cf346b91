package io.headrace.ingest.ledger;

import io.headrace.store.usage.UsageCounts;
import io.headrace.store.usage.UsageKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts each key's requests until they are fetched. */
final class UsageCounter {
    private final ConcurrentMap<UsageKey, UsageCounts> counted = new ConcurrentHashMap<>();

    void add(UsageKey key, UsageCounts counts) {
        counted.merge(key, counts, UsageCounts::plus);
    }

    /** What was counted since the last time; each request is in one answer. */
    Map<UsageKey, UsageCounts> fetch() {
        Map<UsageKey, UsageCounts> fetched = new HashMap<>();
        for (UsageKey key : counted.keySet()) {
            fetched.put(key, counted.remove(key));
        }
        return fetched;
    }

    void putBack(Map<UsageKey, UsageCounts> fetched) {
        fetched.forEach(this::add);
    }
}
