package io.headrace.e2e.judge;

import io.headrace.e2e.history.Calls;
import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A run written by hand. Call 7 has the operation op_7, the event evt_7 and the delivery dlv_7; times are milliseconds. */
final class ARun {
    static final Calls CALLS = new Calls("t");
    static final List<Duration> SCHEDULE =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

    /** PostgreSQL's time at the beginning of the run. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final List<Entry> entries = new ArrayList<>();
    final List<Dump.OperationRow> operations = new ArrayList<>();
    final List<Dump.RecordRow> records = new ArrayList<>();
    final List<Dump.DeliveryRow> deliveries = new ArrayList<>();
    final List<Dump.AttemptRow> attempts = new ArrayList<>();
    final List<String> leftovers = new ArrayList<>();
    final List<String> leaks = new ArrayList<>();

    static Run aRun(Part... parts) {
        return aRun(List.of(parts));
    }

    static Run aRun(List<Part> parts) {
        ARun run = new ARun();
        parts.forEach(part -> part.addTo(run));
        run.entries.sort(Comparator.comparingLong(Entry::atNanos));
        Dump dump = new Dump(run.operations, run.records, run.deliveries, run.attempts);
        return new Run(CALLS, 2, SCHEDULE, run.entries, dump, run.leftovers, run.leaks);
    }

    static Part all(Part... parts) {
        return run -> List.of(parts).forEach(part -> part.addTo(run));
    }

    static Part aLeftover(String what) {
        return run -> run.leftovers.add(what);
    }

    static Part aLeak(String where) {
        return run -> run.leaks.add(where);
    }

    static Part quiet(long millis) {
        return run -> run.entries.add(new Entry.Quiet(nanos(millis)));
    }

    static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }
}
