package io.headrace.e2e.judge;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * L7: what a read of the own record gives, and what a client that waited is shown, is one of the record's states; a 404
 * only before anyone was shown the record, or when a delete was asked for; no client sees an older version than before,
 * nor a record again that was gone.
 * Lists, which tell of no single record, are left out.
 */
final class Reads implements Rule {
    private static final int NOT_FOUND = 404;

    @Override
    public Law law() {
        return Law.L7;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        facts.records().stream()
                .filter(record -> record.requests().stream().anyMatch(Reads::isShown))
                .forEach(record -> new OfRecord(record, breaches).judge());
    }

    /** Whether it tells about the record's state. */
    private static boolean isShown(Exchange each) {
        return each.isOwn() && each.answer() != null && (each.invoke().kind() == CallKind.READ || each.isToldApplied());
    }

    private static boolean showsVersion(Exchange each) {
        return each.isOk() && each.toldVersion() != null;
    }

    private static final class OfRecord {
        private final RecordStory record;
        private final Breaches breaches;
        private final Map<Long, Operation> versions;
        private final @Nullable Exchange firstShown;
        private final @Nullable Operation delete;
        private final Map<Integer, Exchange> lastSeen = new HashMap<>();
        private final Map<Integer, Exchange> gone = new HashMap<>();

        OfRecord(RecordStory record, Breaches breaches) {
            this.record = record;
            this.breaches = breaches;
            this.versions = record.byVersion();
            this.firstShown = firstShown(record);
            this.delete = record.applied().stream()
                    .filter(each -> each.isOfKind(CallKind.DELETE))
                    .findFirst()
                    .orElse(null);
        }

        private static @Nullable Exchange firstShown(RecordStory record) {
            return record.requests().stream()
                    .filter(each -> isShown(each) && showsVersion(each))
                    .min(Comparator.comparingLong(Exchange::answeredAt))
                    .orElse(null);
        }

        void judge() {
            for (Exchange each : record.requests()) {
                if (isShown(each) && showsVersion(each)) {
                    state(each, Objects.requireNonNull(each.toldVersion()));
                    forward(each, each.toldVersion());
                } else if (isShown(each) && isMissing(each)) {
                    missing(each);
                }
            }
        }

        private static boolean isMissing(Exchange each) {
            Entry.Answer answer = Objects.requireNonNull(each.answer());
            return answer.outcome() == Outcome.FAIL && answer.status() == NOT_FOUND;
        }

        private void state(Exchange shown, long version) {
            Operation made = versions.get(version);
            if (made == null) {
                breaches.add("version " + version + " never was", shown.entries());
            } else if (made.invoke() != null && made.invoke().atNanos() > shown.answeredAt()) {
                breaches.add("a version was read before it was asked for", shown.entries(), made.entries());
            } else if (made.isOfKind(CallKind.DELETE) != (shown.invoke().kind() == CallKind.DELETE)) {
                breaches.add("a version was shown that is no state of the record", shown.entries(), made.entries());
            } else if (made.call() != null
                    && (shown.invoke().kind() == CallKind.READ || shown.answer().fields() != null)
                    && !Fields.same(made.fields(), shown.answer().fields())) {
                breaches.add("what was shown is not that version", shown.entries(), made.entries());
            }
        }

        private void forward(Exchange shown, long version) {
            Exchange before = lastSeen.get(shown.invoke().client());
            Exchange missed = gone.get(shown.invoke().client());
            if (missed != null && shown.invoke().kind() == CallKind.READ) {
                breaches.add("a client was shown a record that was gone before", missed.entries(), shown.entries());
            } else if (before != null && before.toldVersion() > version) {
                breaches.add("a client was shown an older version than before", before.entries(), shown.entries());
            } else {
                lastSeen.put(shown.invoke().client(), shown);
            }
        }

        private void missing(Exchange read) {
            boolean wasThere = firstShown != null
                    && firstShown.answeredAt() < read.invoke().atNanos();
            boolean mayBeDeleted = delete != null
                    && (delete.invoke() == null || delete.invoke().atNanos() <= read.answeredAt());
            if (wasThere && !mayBeDeleted) {
                breaches.add("a record that was there was not found", firstShown.entries(), read.entries());
            } else if (wasThere) {
                gone.put(read.invoke().client(), read);
            }
        }
    }
}
