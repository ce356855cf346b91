package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A logical write: its first request and each repetition under the same Idempotency-Key, in order.
 *
 * @param rows the operations that any of its requests caused, by their request ids
 */
record Write(List<Exchange> tries, List<Dump.OperationRow> rows) {
    Write() {
        this(new ArrayList<>(1), new ArrayList<>(1));
    }

    boolean isAccepted() {
        return tries.stream().anyMatch(Exchange::isAccepted);
    }

    /** When a client first knew that it is accepted; {@link Exchange#NEVER} if none does. */
    long acceptedAt() {
        long earliest = Exchange.NEVER;
        for (Exchange each : tries) {
            if (each.isAccepted()) {
                earliest = Math.min(earliest, each.answeredAt());
            }
        }
        return earliest;
    }

    /** The different operation ids that its answers name: one at most, where all is well. */
    List<String> toldOperations() {
        return told(Entry.Answer::operationId);
    }

    /** The different records that its accepting answers name. */
    List<String> toldRecords() {
        return told(answer -> answer.operationId() == null ? null : answer.recordId());
    }

    private List<String> told(Function<Entry.Answer, @Nullable String> part) {
        return tries.stream()
                .map(Exchange::answer)
                .filter(Objects::nonNull)
                .map(part)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** For a history. */
    List<Object> entries() {
        return tries.stream().<Object>map(Exchange::entries).toList();
    }
}
