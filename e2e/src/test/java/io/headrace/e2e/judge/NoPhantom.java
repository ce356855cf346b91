package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.FaultKind;

/** L3: every operation is one that a client of this run asked for, as it asked for it; poison may leave dead ones. */
final class NoPhantom implements Rule {
    private static final int NOBODY = -1;

    @Override
    public Law law() {
        return Law.L3;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        boolean poisoned = facts.faults().any(FaultKind.POISON);
        for (Operation each : facts.operations()) {
            Entry.Invoke asked = each.invoke();
            if (asked == null) {
                if (!poisoned || !each.isDead() || each.row().owner() != NOBODY) {
                    breaches.add("nobody asked for an operation", each.row());
                }
            } else if (!each.isDead() && !isAsAsked(each, asked)) {
                breaches.add("an operation is not what was asked for", each.entries());
            }
        }
    }

    private static boolean isAsAsked(Operation each, Entry.Invoke asked) {
        return each.isOfKind(asked.kind())
                && each.row().owner() == asked.owner()
                && (asked.recordId() == null
                        || asked.recordId().equals(each.row().recordId()));
    }
}
