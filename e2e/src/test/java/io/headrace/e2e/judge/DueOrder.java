package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tells a retry that was late from one that waited in line. A notifier takes what is due the longest first; after an
 * outage that is everything that fell due in it, and no retry can be in time before that is sent. So a retry waited in
 * line if attempts began all the time, without a pause of a second, and none to its destination began a second before
 * it that fell due a second after it.
 */
final class DueOrder {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** @param dueFrom the earliest time at which it can have been due */
    private record Begin(long at, long dueFrom, String destination) {}

    private final NavigableMap<Long, List<Begin>> begins = new TreeMap<>();
    private final Spans outages;

    DueOrder(List<DeliveryStory> deliveries, PostgresClock clock, List<Duration> waits, Spans outages) {
        this.outages = outages;
        for (DeliveryStory each : deliveries) {
            for (int i = 0; i < each.attempts().size(); i++) {
                long dueFrom = i == 0 || each.isOfSubscription()
                        ? askedAt(each)
                        : clock.due(each.attempts().get(i - 1), waits.get(Math.min(i, waits.size() - 1)));
                add(new Begin(start(each, each.attempts().get(i), clock), dueFrom, each.destination()));
            }
        }
    }

    /**
     * The first sign of an attempt: its row tells of the try that was recorded, which a crash may have made the second
     * one, so a receipt that is earlier counts.
     */
    static long start(DeliveryStory delivery, Dump.AttemptRow attempt, PostgresClock clock) {
        return delivery.receipts().stream()
                .filter(receipt -> receipt.attempt() == attempt.number())
                .map(Entry.Receipt::atNanos)
                .min(Comparator.naturalOrder())
                .map(received -> Math.min(received, clock.onRun(attempt.startedAt())))
                .orElseGet(() -> clock.onRun(attempt.startedAt()));
    }

    /** @param from when it could have begun at the earliest */
    boolean waitedInLine(String destination, long due, long from, long start) {
        long last = from;
        for (List<Begin> together : begins.subMap(from, true, start, false).values()) {
            for (Begin begin : together) {
                boolean overtakes = begin.destination().equals(destination)
                        && begin.dueFrom() > due + SECOND
                        && begin.at() < start - SECOND;
                if (overtakes || isPause(last, begin.at())) {
                    return false;
                }
                last = begin.at();
            }
        }
        return !isPause(last, start);
    }

    private boolean isPause(long from, long to) {
        return to > outages.extend(from + SECOND);
    }

    private void add(Begin begin) {
        begins.merge(begin.at(), List.of(begin), (some, more) -> {
            List<Begin> all = new ArrayList<>(some);
            all.addAll(more);
            return all;
        });
    }

    /** Nothing is due before its request was sent. */
    private static long askedAt(DeliveryStory delivery) {
        Operation operation = delivery.operation();
        return operation == null || operation.write() == null
                ? Long.MIN_VALUE
                : operation.write().tries().get(0).invoke().atNanos();
    }
}
