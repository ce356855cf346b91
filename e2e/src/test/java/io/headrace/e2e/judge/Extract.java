package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A history for the eye: one line an entry or row, long values cut, and no more lines than one reads. */
final class Extract {
    private static final int MOST_LINES = 24;
    private static final int MOST_CHARACTERS = 80;
    private static final double NANOS = 1e9;

    private Extract() {}

    static List<String> lines(List<Object> history) {
        List<String> lines = new ArrayList<>();
        int cut = Math.max(0, history.size() - MOST_LINES);
        for (Object part : history.subList(0, history.size() - cut)) {
            lines.add(line(part));
        }
        if (cut > 0) {
            lines.add("... and " + cut + " more");
        }
        return lines;
    }

    private static String line(Object part) {
        if (part instanceof Entry entry) {
            return String.format(Locale.ROOT, "%11.6f s  %s", entry.atNanos() / NANOS, entry(entry));
        }
        return "               " + row(part);
    }

    private static String entry(Entry entry) {
        if (entry instanceof Entry.Invoke it) {
            return "call " + it.call() + ": client " + it.client() + " of owner " + it.owner() + " asks " + it.kind()
                    + named(" of", it.recordId())
                    + (it.owner() == it.recordOwner() ? "" : " of owner " + it.recordOwner())
                    + (it.write() == it.call() ? "" : ", again write " + it.write())
                    + named(", key", it.idempotencyKey()) + named(", if version", it.expectedVersion())
                    + named(", target", it.target()) + named(",", it.fields());
        }
        if (entry instanceof Entry.Answer it) {
            return "call " + it.call() + ": " + it.outcome() + " " + it.status()
                    + (it.code() == 0 ? "" : " " + it.code())
                    + named(", record", it.recordId()) + named(", operation", it.operationId())
                    + named(", version", it.version()) + ", canaries of " + it.canaries() + named(",", it.fields());
        }
        if (entry instanceof Entry.Receipt it) {
            return "target " + it.target() + " of owner " + it.owner() + " gets " + it.webhookId() + ", attempt "
                    + it.attempt() + ", answers " + it.answered() + ": " + it.type() + ", operation " + it.operationId()
                    + ", record " + it.recordId() + named(", version", it.version())
                    + ", canaries of " + it.canaries() + (it.signatureValid() ? "" : ", signature not valid")
                    + named(", row visible", it.rowVisible());
        }
        if (entry instanceof Entry.Fault it) {
            return it.kind() + " " + it.phase() + ": " + it.process() + " " + it.detail();
        }
        return "all is decided";
    }

    private static String row(Object part) {
        if (part instanceof Dump.OperationRow it) {
            return "operation " + it.id() + ": " + it.kind() + named(" of", it.recordId()) + " of owner " + it.owner()
                    + " " + it.state() + named("", it.reasonCode()) + named(", version", it.version())
                    + named(", request", it.requestId()) + ", at " + it.partition() + ":" + it.offset();
        }
        if (part instanceof Dump.RecordRow it) {
            return "record " + it.id() + ": owner " + it.owner() + ", version " + it.version()
                    + (it.deleted() ? ", deleted" : "") + ", at " + it.partition() + ":" + it.offset()
                    + named(",", it.fields());
        }
        if (part instanceof Dump.DeliveryRow it) {
            return "delivery " + it.id() + " of " + it.eventId() + ": owner " + it.owner() + ", to " + it.targetUrl()
                    + ", " + it.state() + " after " + it.attempts() + " attempts";
        }
        if (part instanceof Dump.AttemptRow it) {
            return "attempt " + it.number() + " of " + it.deliveryId() + ": at " + it.startedAt() + " for "
                    + it.duration().toMillis() + " ms" + named(", status", it.status())
                    + named(", failed:", it.failure());
        }
        return shortened(part);
    }

    private static String named(String name, @Nullable Object value) {
        return value == null ? "" : name + " " + shortened(value);
    }

    private static String shortened(Object value) {
        String text = value.toString().replace('\n', ' ');
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
    }
}
