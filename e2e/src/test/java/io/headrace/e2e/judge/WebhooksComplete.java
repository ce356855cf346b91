package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * L9: the outcome of each operation, applied or rejected, is one delivery to the target that its request names, and one
 * to its endpoint's subscription. Each has ended: delivered, and then a target answered 2xx to it, or exhausted, and then
 * none of its attempts succeeded. There are no other deliveries.
 */
final class WebhooksComplete implements Rule {
    @Override
    public Law law() {
        return Law.L9;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        Map<String, List<DeliveryStory>> byEvent = facts.deliveries().stream()
                .collect(Collectors.groupingBy(each -> each.row().eventId(), HashMap::new, Collectors.toList()));
        for (Operation each : facts.operations()) {
            if (each.isApplied() || each.isRejected()) {
                operation(each, byEvent.getOrDefault(each.eventId(), List.of()), breaches);
            }
        }
        for (DeliveryStory each : facts.deliveries()) {
            if (each.operation() == null) {
                breaches.add("a delivery tells of no operation", each.row());
            }
        }
    }

    private static void operation(Operation operation, List<DeliveryStory> deliveries, Breaches breaches) {
        Set<String> paths =
                deliveries.stream().map(each -> DeliveryStory.path(each.row())).collect(Collectors.toSet());
        if (deliveries.size() != operation.targets().size()) {
            breaches.add(
                    "an operation has " + deliveries.size() + " deliveries", operation.entries(), rows(deliveries));
        } else if (!paths.containsAll(operation.targets())) {
            breaches.add("a delivery goes to another target", operation.entries(), rows(deliveries));
        } else {
            deliveries.forEach(each -> ended(operation, each, breaches));
        }
    }

    private static void ended(Operation operation, DeliveryStory each, Breaches breaches) {
        List<Dump.AttemptRow> attempts = each.attempts();
        long succeeded = attempts.stream().filter(WebhooksComplete::isSuccess).count();
        boolean lastSucceeded = !attempts.isEmpty() && isSuccess(attempts.get(attempts.size() - 1));
        String wrong = null;
        if (!each.isDelivered() && !each.isExhausted()) {
            wrong = "a delivery has not ended";
        } else if (each.isDelivered() && each.receipts().stream().noneMatch(DeliveryStory::isGood)) {
            wrong = "a delivery ended as delivered, and no target answered 2xx";
        } else if (succeeded != (each.isDelivered() ? 1 : 0) || each.isDelivered() != lastSucceeded) {
            wrong = "a delivery's end does not agree with its attempts";
        }
        if (wrong != null) {
            breaches.add(wrong, operation.entries(), each.row(), attempts, each.receipts());
        }
    }

    private static boolean isSuccess(Dump.AttemptRow attempt) {
        return attempt.failure() == null;
    }

    private static List<Dump.DeliveryRow> rows(List<DeliveryStory> deliveries) {
        return deliveries.stream().map(DeliveryStory::row).toList();
    }
}
