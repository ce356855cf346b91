package io.headrace.e2e.crash;

import io.headrace.e2e.history.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client was answered, as a history tells it. */
record Reply(
        Outcome outcome,
        int status,
        int code,
        @Nullable String recordId,
        @Nullable String operationId,
        @Nullable Long version,
        @Nullable String fields,
        Set<Integer> canaries) {
    /** No answer came. */
    static final Reply NONE = new Reply(Outcome.UNKNOWN, 0, 0, null, null, null, null, Set.of());
}
