package io.headrace.e2e.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a plain 202 to the first webhook, beside a hanging destination and in quiet times.
 *
 * <p>A sample belongs to the time of its acceptance. No other fault is on then or was in the five seconds before; where
 * one begins before the webhook is there, only the time until then counts, which is less than it was. A destination
 * (host and port) is itself the hanging one where more than half of what it received in that time was not answered, and
 * then gives no samples: its budget is spent. A target that hangs now and then makes no hanging destination. Nor does a
 * subscription give any, for what is in order waits for what was before it.
 */
record Latencies(List<Sample> hanging, List<Sample> quiet) {
    private static final long SETTLED = Duration.ofSeconds(5).toNanos();
    private static final int ACCEPTED = 202;

    /** @param window of the fault that was on; null in quiet times */
    record Sample(
            long nanos, DeliveryStory delivery, @Nullable Window window) {}

    static Latencies of(Facts facts) {
        List<Window> hangs = facts.faults().where(Window::isHangingTarget);
        HangingTimes hanging = HangingTimes.of(hangs, facts.deliveries());
        Spans hangSpans = Spans.ofWindows(hangs, SETTLED);
        Spans otherSpans = Spans.of(disturbances(facts), SETTLED);
        Latencies latencies = new Latencies(new ArrayList<>(), new ArrayList<>());
        for (DeliveryStory each : facts.deliveries()) {
            long accepted = plainlyAcceptedAt(each);
            if (accepted == Exchange.NEVER
                    || each.isOfSubscription()
                    || each.receipts().isEmpty()
                    || otherSpans.covers(accepted)) {
                continue;
            }
            long received = each.receipts().get(0).atNanos();
            long disturbed = otherSpans.nextBegin(accepted);
            Window window = hanging.at(accepted);
            if (window != null && !hanging.isHanging(window, each.destination())) {
                latencies.hanging.add(sample(each, accepted, Math.min(received, disturbed), window));
            } else if (!hangSpans.covers(accepted) && received < Math.min(disturbed, hangSpans.nextBegin(accepted))) {
                latencies.quiet.add(sample(each, accepted, received, null));
            }
        }
        return latencies;
    }

    /** All faults but hanging targets, and times in which the machine was strained. */
    private static List<Spans.Span> disturbances(Facts facts) {
        List<Spans.Span> spans = new ArrayList<>(StrainedTimes.of(facts.run().entries()));
        facts.faults()
                .where(window -> !window.isHangingTarget())
                .forEach(window -> spans.add(new Spans.Span(window.begin(), window.end())));
        return spans;
    }

    /** A webhook may be there before the answer is. */
    private static Sample sample(DeliveryStory delivery, long from, long to, @Nullable Window window) {
        return new Sample(Math.max(0, to - from), delivery, window);
    }

    /** By the first request, with a 202: who waited is answered only when all is applied. */
    private static long plainlyAcceptedAt(DeliveryStory delivery) {
        Operation operation = delivery.operation();
        if (operation == null || operation.write() == null) {
            return Exchange.NEVER;
        }
        Exchange first = operation.write().tries().get(0);
        boolean plain = first.isOk() && first.answer() != null && first.answer().status() == ACCEPTED;
        return plain ? first.answeredAt() : Exchange.NEVER;
    }
}
