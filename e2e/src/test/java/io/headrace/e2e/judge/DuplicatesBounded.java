package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * L11: a target that answers 2xx gets the webhook once, and once more for each crash that touched the delivery.
 *
 * <p>Counted are receipts that the target answered 2xx. A fault touches the delivery if it hits a notifier or
 * PostgreSQL, or cuts connections to PostgreSQL, and its time, from its beginning to the recovery, meets the time from
 * the first such receipt to the last, a second before and after included: an attempt is on its way before it is there,
 * and a process may be seen dead a moment after it died. An attempt that the notifier recorded as failed (the target's
 * answer came late, or broke) earns one more receipt too: it had to be made again, and no crash is needed for that.
 */
final class DuplicatesBounded implements Rule {
    private static final long MARGIN = Duration.ofSeconds(1).toNanos();

    @Override
    public Law law() {
        return Law.L11;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        List<Window> crashes = facts.faults().where(Window::touchesDeliveries);
        for (DeliveryStory each : facts.deliveries()) {
            List<Entry.Receipt> good =
                    each.receipts().stream().filter(DeliveryStory::isGood).toList();
            if (good.size() > 1) {
                judge(each, good, crashes, breaches);
            }
        }
    }

    private static void judge(
            DeliveryStory delivery, List<Entry.Receipt> good, List<Window> crashes, Breaches breaches) {
        long from = good.get(0).atNanos() - MARGIN;
        long to = good.get(good.size() - 1).atNanos() + MARGIN;
        List<Entry.Fault> touching = crashes.stream()
                .filter(window -> window.overlaps(from, to))
                .map(Window::fault)
                .toList();
        long allowed = 1 + touching.size() + seenAsFailed(delivery, good);
        if (good.size() > allowed) {
            breaches.add(
                    good.size() + " webhooks were answered 2xx, " + allowed + " at most may be",
                    delivery.row(),
                    delivery.attempts(),
                    good,
                    touching);
        }
    }

    private static long seenAsFailed(DeliveryStory delivery, List<Entry.Receipt> good) {
        Set<Integer> numbers = good.stream().map(Entry.Receipt::attempt).collect(Collectors.toSet());
        return delivery.attempts().stream()
                .filter(attempt -> attempt.failure() != null)
                .map(Dump.AttemptRow::number)
                .filter(numbers::contains)
                .count();
    }
}
