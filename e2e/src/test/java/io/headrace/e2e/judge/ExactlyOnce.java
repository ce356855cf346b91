package io.headrace.e2e.judge;

import java.util.HashMap;
import java.util.Map;

/**
 * L2: a write has one operation at most, however often it was sent, and keeps its ids; a request that was refused has
 * none.
 */
final class ExactlyOnce implements Rule {
    @Override
    public Law law() {
        return Law.L2;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        for (Write write : facts.writes()) {
            if (write.rows().size() > 1) {
                breaches.add("one write has " + write.rows().size() + " operations", write.entries(), write.rows());
            } else if (write.toldOperations().size() > 1 || write.toldRecords().size() > 1) {
                breaches.add("repetitions of one write were told different ids", write.entries());
            }
        }
        Map<String, Operation> seen = new HashMap<>();
        for (Operation each : facts.operations()) {
            if (each.call() != null && each.call().isRefused()) {
                breaches.add("a request that was refused has an operation", each.entries());
            }
            Operation other = seen.putIfAbsent(each.row().id(), each);
            boolean counted = other != null && each.write() != null && each.write() == other.write();
            if (other != null && !counted) {
                breaches.add("an operation id stands in two rows", other.row(), each.row());
            }
        }
    }
}
