package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The late side of L12. A retry is due its wait after the end of the failed attempt, whenever that could be recorded,
 * and starts within a second of it. Where a fault of a notifier, PostgreSQL or the network is on at that time it starts
 * within two seconds of the recovery; faults that follow one another so closely count as one. An instance that comes or
 * goes is a fault at those two moments, not in between.
 *
 * <p>Not judged: a retry after 429 or 503, where the target may have asked for more time, one to a destination whose
 * budget of attempts is spent, and one that waited in line for what fell due before it ({@link DueOrder}). Times in
 * which the machine was strained count as outages.
 */
final class Lateness {
    private static final long ALLOWED = Duration.ofSeconds(1).toNanos();
    private static final long AFTER_RECOVERY = Duration.ofSeconds(2).toNanos();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final PostgresClock clock;
    private final Spans outages;
    private final Map<String, Spans> busy;
    private final DueOrder line;

    Lateness(Facts facts, PostgresClock clock) {
        this.clock = clock;
        this.outages = outages(facts);
        this.busy = BusyDestinations.of(facts.deliveries(), clock);
        this.line = new DueOrder(facts.deliveries(), clock, facts.run().schedule(), outages);
    }

    private static Spans outages(Facts facts) {
        List<Spans.Span> spans = new ArrayList<>(StrainedTimes.of(facts.run().entries()));
        for (Window window : facts.faults().where(Window::touchesDeliveries)) {
            if (window.isScale()) {
                spans.add(new Spans.Span(window.begin(), window.begin()));
                spans.add(new Spans.Span(window.end(), window.end()));
            } else {
                spans.add(new Spans.Span(window.begin(), window.end()));
            }
        }
        return Spans.of(spans, AFTER_RECOVERY);
    }

    boolean isLate(DeliveryStory delivery, Dump.AttemptRow failed, Dump.AttemptRow next, Duration wait) {
        if (failed.status() != null && (failed.status() == TOO_MANY_REQUESTS || failed.status() == UNAVAILABLE)) {
            return false;
        }
        long due = clock.due(failed, wait);
        long start = DueOrder.start(delivery, next, clock);
        long deadline = deadline(due, delivery.destination());
        return start > deadline && !line.waitedInLine(delivery.destination(), due, deadline - ALLOWED, start);
    }

    private long deadline(long due, String destination) {
        Spans full = busy.getOrDefault(destination, Spans.NONE);
        long deadline = due + ALLOWED;
        long before;
        do {
            before = deadline;
            deadline = full.extend(outages.extend(deadline));
        } while (deadline > before);
        return deadline;
    }
}
