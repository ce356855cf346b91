package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Puts times of PostgreSQL's clock on the run's. The two differ by a constant, which is that of the middle one of all
 * attempts that came to their target once: received minus started. Not the smallest: an attempt that was recorded
 * late, after an outage, has a start that is too late by up to ten seconds. The middle one is off by the few
 * milliseconds that a webhook takes on its way.
 *
 * @param offset run's nanoseconds at PostgreSQL's 1970
 */
record PostgresClock(long offset) {
    private static final long NANOS = 1_000_000_000L;

    /** Empty clock: no attempt ever came to a target. */
    static OptionalLong offset(List<DeliveryStory> deliveries) {
        List<Long> offsets = new ArrayList<>();
        for (DeliveryStory delivery : deliveries) {
            Map<Integer, Entry.Receipt> once = once(delivery.receipts());
            for (Dump.AttemptRow attempt : delivery.attempts()) {
                Entry.Receipt receipt = once.get(attempt.number());
                if (receipt != null) {
                    offsets.add(receipt.atNanos() - nanos(attempt.startedAt()));
                }
            }
        }
        offsets.sort(null);
        return offsets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(offsets.get((offsets.size() - 1) / 2));
    }

    private static Map<Integer, Entry.Receipt> once(List<Entry.Receipt> receipts) {
        Map<Integer, Entry.Receipt> once = new HashMap<>(4);
        Map<Integer, Integer> counts = new HashMap<>(4);
        for (Entry.Receipt receipt : receipts) {
            once.put(receipt.attempt(), receipt);
            counts.merge(receipt.attempt(), 1, Integer::sum);
        }
        counts.forEach((number, count) -> {
            if (count > 1) {
                once.remove(number);
            }
        });
        return once;
    }

    /** When the attempt after this one is due. */
    long due(Dump.AttemptRow failed, Duration wait) {
        return onRun(failed.startedAt().plus(failed.duration()).plus(wait));
    }

    long onRun(Instant time) {
        return nanos(time) + offset;
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS + time.getNano();
    }
}
