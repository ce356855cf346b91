package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.FaultKind;
import java.util.Locale;
import java.util.Set;

/** A fault from its beginning to the recovery from it, on the run's clock. */
record Window(long begin, long end, Entry.Fault fault) {
    private static final Set<FaultKind> OF_PROCESSES = Set.of(
            FaultKind.CRASH_POINT,
            FaultKind.KILL,
            FaultKind.PAUSE,
            FaultKind.RESTART,
            FaultKind.IMMEDIATE_STOP,
            FaultKind.SCALE,
            // Its process is stopped for it.
            FaultKind.OFFSET_RESET);

    /** What is over as soon as it is done, where nobody writes down an end. */
    private static final Set<FaultKind> MOMENTS =
            Set.of(FaultKind.CONNECTION_CUT, FaultKind.OFFSET_RESET, FaultKind.POISON);

    static Window open(Entry.Fault fault) {
        long end = MOMENTS.contains(fault.kind()) ? fault.atNanos() : Long.MAX_VALUE;
        return new Window(fault.atNanos(), end, fault);
    }

    boolean overlaps(long from, long to) {
        return begin <= to && end >= from;
    }

    /** Whether it can come between an attempt and its record: a notifier, PostgreSQL, or what is between them. */
    boolean touchesDeliveries() {
        if (fault.kind() == FaultKind.CONNECTION_CUT) {
            return !(fault.process() + fault.detail()).toLowerCase(Locale.ROOT).contains("kafka");
        }
        return OF_PROCESSES.contains(fault.kind())
                && (fault.process().startsWith("notifier") || fault.process().startsWith("postgres"));
    }

    boolean isHangingTarget() {
        return fault.kind() == FaultKind.HOSTILE_TARGET && fault.detail().startsWith("hang");
    }

    boolean isScale() {
        return fault.kind() == FaultKind.SCALE;
    }
}
