package io.headrace.store.command;

import java.util.List;

/**
 * Everything that one transaction writes: the effect and the position, or nothing.
 *
 * @param created records of which the transaction saw no row
 * @param changed records of which it did
 */
public record Changes(
        List<Advance> advances, List<RecordRow> created, List<RecordRow> changed, List<OperationRow> operations) {

    /** Moves a partition's position; refused unless it still stands at {@code from}. */
    public record Advance(int partition, long from, long to) {}

    public boolean isEmpty() {
        return advances.isEmpty() && created.isEmpty() && changed.isEmpty() && operations.isEmpty();
    }
}
