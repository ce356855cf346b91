package io.headrace.e2e.judge;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Dump;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * L6: folding its operations gives each one's fate and the record's row, value for value; what a client that waited was
 * told is that fate; nothing that was accepted is dead. What is read at the very end is {@link FinalReads}' part.
 */
final class State implements Rule {
    @Override
    public Law law() {
        return Law.L6;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        for (Operation each : facts.operations()) {
            if (each.isDead() && each.write() != null) {
                breaches.add("an accepted command is dead", each.entries());
            }
            told(each, breaches);
        }
        FinalReads reads = FinalReads.of(facts);
        for (RecordStory record : facts.records()) {
            @Nullable Fold after = fold(record, breaches);
            row(record, after, breaches);
            reads.judge(record, after, breaches);
        }
    }

    private static void told(Operation operation, Breaches breaches) {
        if (operation.write() == null) {
            return;
        }
        for (Exchange each : operation.write().tries()) {
            if (each.isToldApplied() && !mayShow(each, operation.row())
                    || each.isToldRejected() && !isReason(each, operation.row())) {
                breaches.add("a client that waited was told another fate", each.entries(), operation.row());
            }
        }
    }

    /** The record as it is by then: another write may have come after this one. */
    private static boolean mayShow(Exchange told, Dump.OperationRow row) {
        return row.state().equals("applied")
                && row.version() != null
                && Objects.requireNonNull(told.toldVersion()) >= row.version();
    }

    private static boolean isReason(Exchange told, Dump.OperationRow row) {
        return !row.state().equals("applied")
                && Objects.equals(Objects.requireNonNull(told.answer()).code(), row.reasonCode());
    }

    private static @Nullable Fold fold(RecordStory record, Breaches breaches) {
        @Nullable Fold before = null;
        for (Operation each : record.operations()) {
            if (each.invoke() != null && each.invoke().kind().isWrite() && !each.isDead()) {
                Fold.Expected expected = Fold.expected(before, each.invoke());
                if (!expected.agrees(each.row())) {
                    breaches.add(
                            "an operation was to be " + expected,
                            before == null ? null : before.last().row(),
                            each.entries());
                }
            }
            before = Fold.after(before, each);
        }
        return before;
    }

    private static void row(RecordStory record, @Nullable Fold after, Breaches breaches) {
        Dump.RecordRow row = record.row();
        if (after == null) {
            if (row != null) {
                breaches.add("no applied operation made a record", row);
            }
        } else if (row == null) {
            breaches.add(
                    after.deleted() ? "a deleted record has no tombstone" : "an applied record is not stored",
                    after.last().entries());
        } else if (!isSame(row, after)) {
            breaches.add(
                    "a record's row is not what its operations come to",
                    after.last().entries(),
                    row);
        }
    }

    private static boolean isSame(Dump.RecordRow row, Fold after) {
        boolean fields = after.deleted()
                ? row.fields() == null
                : after.last().call() == null || Fields.same(after.last().fields(), row.fields());
        return row.owner() == after.owner()
                && row.version() == after.version()
                && row.deleted() == after.last().isOfKind(CallKind.DELETE)
                && fields;
    }
}
