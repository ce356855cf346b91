package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** After so many timeouts in a row a destination is taken for one that hangs, and gets this budget. */
    static final int HANGS = 8;

    static final int BUDGET_OF_HANGING = 4;

    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    /** When an attempt begins, or ends. */
    private record Moment(long at, boolean begins, boolean timedOut) {}

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
        List<Moment> moments = new ArrayList<>();
        for (DeliveryStory delivery : deliveries) {
            for (Dump.AttemptRow attempt : delivery.attempts()) {
                long start = clock.onRun(attempt.startedAt());
                moments.add(new Moment(start, true, false));
                moments.add(
                        new Moment(start + attempt.duration().toNanos(), false, "timeout".equals(attempt.failure())));
            }
        }
        moments.sort(Comparator.comparingLong(Moment::at).thenComparing(Moment::begins, Comparator.reverseOrder()));
        return Spans.of(full(moments), GRACE);
    }

    /** From each moment that leaves no place to the next one. */
    private static List<Spans.Span> full(List<Moment> moments) {
        List<Spans.Span> full = new ArrayList<>();
        int underWay = 0;
        int timeouts = 0;
        for (int i = 0; i + 1 < moments.size(); i++) {
            Moment moment = moments.get(i);
            underWay += moment.begins() ? 1 : -1;
            if (!moment.begins()) {
                timeouts = moment.timedOut() ? timeouts + 1 : 0;
            }
            if (underWay >= (timeouts >= HANGS ? BUDGET_OF_HANGING : BUDGET)) {
                full.add(new Spans.Span(moment.at(), moments.get(i + 1).at()));
            }
        }
        return full;
    }
}
