package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.util.Set;
import java.util.stream.Collectors;

/** L1: what a client was told is accepted has an operation, under the id that it was told. */
final class NoLoss implements Rule {
    @Override
    public Law law() {
        return Law.L1;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        for (Write write : facts.writes()) {
            if (!write.isAccepted()) {
                continue;
            }
            if (write.rows().isEmpty()) {
                breaches.add("an accepted write has no operation", write.entries());
            } else if (isToldOfAnother(write)) {
                breaches.add("an accepted write's operation has another id", write.entries(), write.rows());
            }
        }
    }

    private static boolean isToldOfAnother(Write write) {
        Set<String> stored = write.rows().stream().map(Dump.OperationRow::id).collect(Collectors.toSet());
        return write.tries().stream()
                .filter(Exchange::isAccepted)
                .map(each -> each.answer().operationId())
                .anyMatch(told -> told != null && !stored.contains(told));
    }
}
