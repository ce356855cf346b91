package io.headrace.e2e.history;

import java.time.Duration;
import java.util.List;

/**
 * A whole run, ready to be judged.
 *
 * @param entries in the order of their time
 * @param schedule the wait before each attempt that the notifier was started with
 * @param dump taken after the last fault, when nothing was left to do or {@code patience} was over
 * @param leftovers what was not done by then: commands not applied, deliveries not ended; empty lists if all is well
 * @param leaks places outside of answers and webhooks (logs, exports) where a canary stands in the clear
 */
public record Run(
        Calls calls,
        int owners,
        List<Duration> schedule,
        List<Entry> entries,
        Dump dump,
        List<String> leftovers,
        List<String> leaks) {
    public Run {
        schedule = List.copyOf(schedule);
        entries = List.copyOf(entries);
        leftovers = List.copyOf(leftovers);
        leaks = List.copyOf(leaks);
    }
}
