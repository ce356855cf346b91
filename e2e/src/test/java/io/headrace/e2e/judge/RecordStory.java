package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that concerns one record.
 *
 * @param operations in the order of partition and offset
 * @param requests that name it, in the order in which they were asked
 * @param row as PostgreSQL holds it in the end; null if there is none
 */
record RecordStory(String id, List<Operation> operations, List<Exchange> requests, Dump.@Nullable RecordRow row) {
    RecordStory(String id) {
        this(id, new ArrayList<>(2), new ArrayList<>(2), null);
    }

    RecordStory with(Dump.RecordRow found) {
        return new RecordStory(id, operations, requests, found);
    }

    List<Operation> applied() {
        return operations.stream().filter(Operation::isApplied).toList();
    }

    /** The operation that made each version; where two claim one, the first. */
    Map<Long, Operation> byVersion() {
        Map<Long, Operation> found = new HashMap<>();
        for (Operation each : operations) {
            Long version = each.row().version();
            if (each.isApplied() && version != null) {
                found.putIfAbsent(version, each);
            }
        }
        return found;
    }
}
