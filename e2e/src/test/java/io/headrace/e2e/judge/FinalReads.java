package io.headrace.e2e.judge;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Outcome;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of L6: a read that was asked for when all was decided gives the last state, which is 404 for what is deleted.
 * All is decided for any record from {@link Entry.Quiet} on. A deleted record never comes back, so for it that time is
 * there as soon as anyone who waited for the delete was told that it is applied.
 *
 * @param quietAt {@link Exchange#NEVER} where the history does not tell
 */
record FinalReads(long quietAt) {
    private static final int NOT_FOUND = 404;

    static FinalReads of(Facts facts) {
        return new FinalReads(facts.run().entries().stream()
                .filter(Entry.Quiet.class::isInstance)
                .mapToLong(Entry::atNanos)
                .findFirst()
                .orElse(Exchange.NEVER));
    }

    void judge(RecordStory record, @Nullable Fold last, Breaches breaches) {
        lastRead(record)
                .filter(each -> !isAnswered(each))
                .ifPresent(each -> breaches.add("when all was over a record could not be read", each.entries()));
        long finalAt = finalAt(record, last);
        if (finalAt == Exchange.NEVER) {
            return;
        }
        for (Exchange each : record.requests()) {
            if (each.invoke().kind() == CallKind.READ
                    && each.isOwn()
                    && each.invoke().atNanos() > finalAt
                    && !agrees(each, last)) {
                breaches.add(
                        "a final read does not give the last state",
                        last == null ? null : last.last().entries(),
                        each.entries());
            }
        }
    }

    /** Of those that were asked for when all was over. */
    private Optional<Exchange> lastRead(RecordStory record) {
        return record.requests().stream()
                .filter(each -> each.invoke().kind() == CallKind.READ
                        && each.isOwn()
                        && each.invoke().atNanos() > quietAt)
                .max(Comparator.comparingLong(each -> each.invoke().atNanos()));
    }

    private static boolean isAnswered(Exchange read) {
        Entry.Answer answer = read.answer();
        return answer != null
                && (answer.outcome() == Outcome.OK || answer.outcome() == Outcome.FAIL && answer.status() == NOT_FOUND);
    }

    private long finalAt(RecordStory record, @Nullable Fold last) {
        long at = quietAt;
        if (last != null && last.deleted() && last.last().write() != null) {
            for (Exchange each : last.last().write().tries()) {
                at = each.isToldApplied() ? Math.min(at, each.answeredAt()) : at;
            }
        }
        return record.requests().isEmpty() ? Exchange.NEVER : at;
    }

    private static boolean agrees(Exchange read, @Nullable Fold last) {
        Entry.Answer answer = read.answer();
        boolean there = last != null && !last.deleted();
        if (answer == null || answer.outcome() == Outcome.UNKNOWN) {
            return true;
        }
        if (answer.outcome() == Outcome.FAIL) {
            return answer.status() != NOT_FOUND || !there;
        }
        return there && (answer.version() == null || Objects.equals(answer.version(), last.version()));
    }
}
