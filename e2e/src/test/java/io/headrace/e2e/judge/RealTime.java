package io.headrace.e2e.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * L5: a write that was accepted before another one was asked for comes before it. Per record, backwards through Kafka's
 * order, with the earliest acceptance of all that comes later.
 *
 * <p>A repeated write counts as asked for by the try whose command was the first in Kafka, and as accepted as soon as
 * any try was: by then a command of it was there.
 */
final class RealTime implements Rule {
    @Override
    public Law law() {
        return Law.L5;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        facts.records().forEach(record -> judge(record.operations(), breaches));
    }

    private static void judge(List<Operation> operations, Breaches breaches) {
        @Nullable Operation earliest = null;
        long earliestAccepted = Exchange.NEVER;
        for (int i = operations.size() - 1; i >= 0; i--) {
            Operation each = operations.get(i);
            if (earliest != null
                    && each.invoke() != null
                    && earliestAccepted < each.invoke().atNanos()) {
                breaches.add(
                        "a write comes before one that was accepted before it was asked for",
                        each.entries(),
                        earliest.entries());
            }
            long accepted = each.acceptedAt();
            if (accepted < earliestAccepted) {
                earliestAccepted = accepted;
                earliest = each;
            }
        }
    }
}
