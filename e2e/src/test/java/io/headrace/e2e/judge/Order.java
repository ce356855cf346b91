package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.util.List;

/**
 * L4: a record lives in one partition, each operation has a place of its own there, and in that order each applied one
 * raises the version by one. The record stands where its last applied operation does.
 */
final class Order implements Rule {
    @Override
    public Law law() {
        return Law.L4;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        for (RecordStory record : facts.records()) {
            places(record.operations(), breaches);
            versions(record.applied(), breaches);
            place(record, breaches);
        }
    }

    private static void places(List<Operation> operations, Breaches breaches) {
        for (int i = 1; i < operations.size(); i++) {
            Dump.OperationRow before = operations.get(i - 1).row();
            Dump.OperationRow after = operations.get(i).row();
            if (before.partition() != after.partition()) {
                breaches.add("one record's operations are in two partitions", before, after);
            } else if (before.offset() == after.offset()) {
                breaches.add("two operations of a record have one place", before, after);
            }
        }
    }

    private static void versions(List<Operation> applied, Breaches breaches) {
        long version = 0;
        for (int i = 0; i < applied.size(); i++) {
            Dump.OperationRow row = applied.get(i).row();
            if (row.version() == null || row.version() != version + 1) {
                breaches.add(
                        "version " + (version + 1) + " was to be next in Kafka's order",
                        i == 0 ? List.of() : applied.get(i - 1).row(),
                        row);
            }
            version = row.version() == null ? version + 1 : row.version();
        }
    }

    private static void place(RecordStory record, Breaches breaches) {
        List<Operation> applied = record.applied();
        if (record.row() != null && !applied.isEmpty()) {
            Dump.OperationRow last = applied.get(applied.size() - 1).row();
            if (record.row().partition() != last.partition() || record.row().offset() != last.offset()) {
                breaches.add("the last operation applied to a record is not its last one", last, record.row());
            }
        }
    }
}
