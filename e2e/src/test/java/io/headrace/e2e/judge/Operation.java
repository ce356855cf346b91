package io.headrace.e2e.judge;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the operation log, and who asked for it.
 *
 * @param write null where nobody of this run did
 * @param call the request whose command was the one to be applied
 */
record Operation(
        Dump.OperationRow row,
        @Nullable Write write,
        @Nullable Exchange call) {
    boolean isApplied() {
        return row.state().equals("applied");
    }

    boolean isRejected() {
        return row.state().equals("rejected");
    }

    boolean isDead() {
        return row.state().equals("dead");
    }

    boolean isOfKind(CallKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).equals(row.kind());
    }

    Entry.@Nullable Invoke invoke() {
        return call == null ? null : call.invoke();
    }

    /** Where its outcome is told; null where its request names no target. */
    @Nullable
    String target() {
        return call == null ? null : call.invoke().target();
    }

    /** The subscription that hears of it; null for none. */
    @Nullable
    String subscription() {
        return call == null ? null : call.invoke().subscription();
    }

    /** All paths at which its outcome is told. */
    List<String> targets() {
        return Stream.of(target(), subscription()).filter(Objects::nonNull).toList();
    }

    /** The client's JSON; null where there is none, or nobody knows it. */
    @Nullable
    String fields() {
        return call == null ? null : call.invoke().fields();
    }

    /** The event has the operation's UUID. */
    String eventId() {
        return "evt_" + row.id().substring(row.id().indexOf('_') + 1);
    }

    long acceptedAt() {
        return write == null ? Exchange.NEVER : write.acceptedAt();
    }

    /** For a history: the requests and the row. */
    List<Object> entries() {
        return write == null ? List.of(row) : List.of(write.entries(), row);
    }
}
