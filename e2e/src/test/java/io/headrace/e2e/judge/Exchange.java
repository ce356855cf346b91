package io.headrace.e2e.judge;

import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request and what came of it; no answer says no more than an unknown one. */
record Exchange(Entry.Invoke invoke, Entry.@Nullable Answer answer) {
    static final long NEVER = Long.MAX_VALUE;

    boolean isOk() {
        return answer != null && answer.outcome() == Outcome.OK;
    }

    /** Whether the client was told that its write will be decided, or was. */
    boolean isAccepted() {
        return invoke.kind().isWrite() && (isOk() || isToldRejected());
    }

    /**
     * Whether a client that waited was told the reason why its operation was rejected: a 4xx that names the operation.
     * A refusal at the door names none.
     */
    boolean isToldRejected() {
        return answer != null && answer.outcome() == Outcome.FAIL && answer.operationId() != null;
    }

    /** Whether a client that waited was told that its operation is applied: the plain 202 tells of no version. */
    boolean isToldApplied() {
        return invoke.kind().isWrite() && isOk() && toldVersion() != null;
    }

    /** Whether the client was told that nothing will come of it. */
    boolean isRefused() {
        return answer != null && answer.outcome() == Outcome.FAIL && answer.operationId() == null;
    }

    /** Whether it is about the asking owner's own record. */
    boolean isOwn() {
        return invoke.owner() == invoke.recordOwner();
    }

    @Nullable
    Long toldVersion() {
        return answer == null ? null : answer.version();
    }

    @Nullable
    String recordId() {
        return invoke.recordId() != null || answer == null ? invoke.recordId() : answer.recordId();
    }

    /** {@link #NEVER} without an answer. */
    long answeredAt() {
        return answer == null ? NEVER : answer.atNanos();
    }

    /** For a history. */
    List<Entry> entries() {
        return answer == null ? List.of(invoke) : List.of(invoke, answer);
    }
}
