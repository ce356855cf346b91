package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * L12: attempts are numbered from 1 without a gap, as many as the schedule has at most, and as many before a delivery is
 * given up, unless the target is gone. A retry is never early, by PostgreSQL's clock, of which both times are; two
 * milliseconds are for rounding. {@link Lateness} tells when one is late.
 *
 * <p>Attempts that only try the target of a held subscription do not count, and what was held is sent when it is
 * released: of a subscription's deliveries the number of attempts is judged, and not their times.
 */
final class Schedule implements Rule {
    private static final Duration ROUNDING = Duration.ofMillis(2);
    private static final int GONE = 410;

    @Override
    public Law law() {
        return Law.L12;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        List<Duration> waits = facts.run().schedule();
        OptionalLong offset = PostgresClock.offset(facts.deliveries());
        @Nullable
        Lateness lateness = offset.isEmpty() ? null : new Lateness(facts, new PostgresClock(offset.getAsLong()));
        int strained = StrainedTimes.of(facts.run().entries()).size();
        if (strained > 0) {
            breaches.note("lateness not judged in " + strained + " s, in which the machine was strained");
        }
        for (DeliveryStory each : facts.deliveries()) {
            String wrong = wrongCount(each, waits.size() + each.row().probes());
            if (wrong != null) {
                breaches.add(wrong, each.row(), each.attempts(), each.receipts());
            } else if (!each.isOfSubscription()) {
                times(each, waits, lateness, breaches);
            }
        }
    }

    private static @Nullable String wrongCount(DeliveryStory each, int most) {
        List<Dump.AttemptRow> attempts = each.attempts();
        if (attempts.size() > most || each.receipts().stream().anyMatch(receipt -> receipt.attempt() > most)) {
            return "a delivery has more than " + most + " attempts";
        }
        for (int i = 0; i < attempts.size(); i++) {
            if (attempts.get(i).number() != i + 1) {
                return "attempts are not numbered from 1 without a gap";
            }
        }
        if (each.row().attempts() != attempts.size()) {
            return "a delivery counts other attempts than it has";
        }
        return each.isExhausted() && attempts.size() < most && !isGone(attempts)
                ? "a delivery was given up before its schedule was over"
                : null;
    }

    private static boolean isGone(List<Dump.AttemptRow> attempts) {
        Integer last =
                attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).status();
        return last != null && last == GONE;
    }

    private static void times(
            DeliveryStory each, List<Duration> waits, @Nullable Lateness lateness, Breaches breaches) {
        for (int i = 1; i < each.attempts().size(); i++) {
            Dump.AttemptRow failed = each.attempts().get(i - 1);
            Dump.AttemptRow next = each.attempts().get(i);
            boolean early = next.startedAt()
                    .isBefore(failed.startedAt()
                            .plus(failed.duration())
                            .plus(waits.get(i))
                            .minus(ROUNDING));
            if (early) {
                breaches.add("a retry is early", each.row(), failed, next);
            } else if (lateness != null && lateness.isLate(each, failed, next, waits.get(i))) {
                breaches.add("a retry is late", each.row(), failed, next, each.receipts());
            }
        }
    }
}
