package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * L15: a subscription that asked for it hears of a record's events in the order of its operations. The first attempt of
 * one begins when the one before it is over, by PostgreSQL's clock, of which both times are; two milliseconds are for
 * rounding. And it comes to the target after that one's 2xx, by the run's clock.
 */
final class OrderedWebhooks implements Rule {
    private static final Duration ROUNDING = Duration.ofMillis(2);

    /** A record may be told of at two: whoever tries another's record hears that there is none. */
    private record Line(String targetUrl, String recordId) {}

    @Override
    public Law law() {
        return Law.L15;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        Map<String, DeliveryStory> byEvent = facts.deliveries().stream()
                .filter(DeliveryStory::isOfSubscription)
                .collect(Collectors.toMap(each -> each.row().eventId(), each -> each, (one, other) -> one));
        Map<Line, DeliveryStory> last = new HashMap<>();
        for (Operation operation : facts.operations()) {
            DeliveryStory delivery = byEvent.get(operation.eventId());
            String recordId = operation.row().recordId();
            if (delivery != null && recordId != null) {
                DeliveryStory earlier = last.put(new Line(delivery.row().targetUrl(), recordId), delivery);
                if (earlier != null) {
                    judge(earlier, delivery, breaches);
                }
            }
        }
    }

    private static void judge(DeliveryStory earlier, DeliveryStory later, Breaches breaches) {
        if (beginsBeforeTheEnd(earlier, later) || arrivesBeforeTheAnswer(earlier, later)) {
            breaches.add(
                    "a webhook did not wait for the one before it",
                    Objects.requireNonNull(earlier.operation()).entries(),
                    List.of(earlier.row(), earlier.attempts(), earlier.receipts()),
                    List.of(later.row(), later.attempts(), later.receipts()));
        }
    }

    private static boolean beginsBeforeTheEnd(DeliveryStory earlier, DeliveryStory later) {
        if (earlier.attempts().isEmpty() || later.attempts().isEmpty()) {
            return false;
        }
        Dump.AttemptRow last = earlier.attempts().get(earlier.attempts().size() - 1);
        Instant end = last.startedAt().plus(last.duration());
        return later.attempts().get(0).startedAt().isBefore(end.minus(ROUNDING));
    }

    private static boolean arrivesBeforeTheAnswer(DeliveryStory earlier, DeliveryStory later) {
        Optional<Entry.Receipt> answered =
                earlier.receipts().stream().filter(DeliveryStory::isGood).findFirst();
        return earlier.isDelivered()
                && answered.isPresent()
                && !later.receipts().isEmpty()
                && later.receipts().get(0).atNanos() < answered.get().atNanos();
    }
}
