package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When so many attempts to one host and port were on their way at once that its budget was spent: more to it have to
 * wait, however due they are. One that hangs is what the budget is for.
 */
final class BusyDestinations {
    /** The notifier's default, {@code HEADRACE_WEBHOOK_IN_FLIGHT_PER_DESTINATION}. */
    static final int BUDGET = 32;

    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    private BusyDestinations() {}

    static Map<String, Spans> of(List<DeliveryStory> deliveries, PostgresClock clock) {
        Map<String, List<DeliveryStory>> byDestination = new HashMap<>();
        deliveries.forEach(each -> byDestination
                .computeIfAbsent(each.destination(), name -> new ArrayList<>())
                .add(each));
        Map<String, Spans> busy = new HashMap<>();
        byDestination.forEach((name, list) -> busy.put(name, busy(list, clock)));
        return busy;
    }

    private static Spans busy(List<DeliveryStory> deliveries, PostgresClock clock) {
        List<Dump.AttemptRow> attempts =
                deliveries.stream().flatMap(each -> each.attempts().stream()).toList();
        long[] starts = new long[attempts.size()];
        long[] ends = new long[attempts.size()];
        for (int i = 0; i < starts.length; i++) {
            Dump.AttemptRow attempt = attempts.get(i);
            starts[i] = clock.onRun(attempt.startedAt());
            ends[i] = starts[i] + attempt.duration().toNanos();
        }
        Arrays.sort(starts);
        Arrays.sort(ends);
        return Spans.of(full(starts, ends), GRACE);
    }

    /** From each start that takes the last place to the next end. */
    private static List<Spans.Span> full(long[] starts, long[] ends) {
        List<Spans.Span> full = new ArrayList<>();
        int ended = 0;
        for (int started = 0; started < starts.length; started++) {
            while (ends[ended] < starts[started]) {
                ended++;
            }
            if (started + 1 - ended >= BUDGET) {
                full.add(new Spans.Span(starts[started], ends[ended]));
            }
        }
        return full;
    }
}
