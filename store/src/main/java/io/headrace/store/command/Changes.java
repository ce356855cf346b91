package io.headrace.store.command;

import java.util.List;

/** Everything that one transaction writes: the effect and the position, or nothing. */
public record Changes(List<Advance> advances, List<RecordRow> records, List<OperationRow> operations) {

    /** Moves a partition's position; refused unless it still stands at {@code from}. */
    public record Advance(int partition, long from, long to) {}

    public boolean isEmpty() {
        return advances.isEmpty() && records.isEmpty() && operations.isEmpty();
    }
}
