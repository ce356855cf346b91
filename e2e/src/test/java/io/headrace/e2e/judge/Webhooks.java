package io.headrace.e2e.judge;

import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import io.headrace.e2e.history.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ties receipts and attempts to deliveries, and deliveries to operations. */
record Webhooks(List<DeliveryStory> deliveries, Map<String, List<Entry.Receipt>> receipts) {

    static Webhooks of(Run run, List<Operation> operations) {
        Map<String, List<Entry.Receipt>> receipts = receipts(run.entries());
        Map<String, List<Dump.AttemptRow>> attempts = attempts(run.dump().attempts());
        Map<String, Operation> byEvent = new HashMap<>();
        operations.forEach(each -> byEvent.putIfAbsent(each.eventId(), each));
        List<DeliveryStory> deliveries = run.dump().deliveries().stream()
                .map(row -> new DeliveryStory(
                        row,
                        attempts.getOrDefault(row.id(), List.of()),
                        at(DeliveryStory.path(row), receipts.getOrDefault(row.eventId(), List.of())),
                        byEvent.get(row.eventId())))
                .toList();
        return new Webhooks(deliveries, receipts);
    }

    private static Map<String, List<Entry.Receipt>> receipts(List<Entry> entries) {
        Map<String, List<Entry.Receipt>> byWebhook = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Receipt receipt) {
                byWebhook
                        .computeIfAbsent(receipt.webhookId(), id -> new ArrayList<>(1))
                        .add(receipt);
            }
        }
        return byWebhook;
    }

    private static Map<String, List<Dump.AttemptRow>> attempts(List<Dump.AttemptRow> rows) {
        Map<String, List<Dump.AttemptRow>> byDelivery = new HashMap<>();
        rows.forEach(row -> byDelivery
                .computeIfAbsent(row.deliveryId(), id -> new ArrayList<>(1))
                .add(row));
        byDelivery.values().forEach(list -> list.sort(Comparator.comparingInt(Dump.AttemptRow::number)));
        return byDelivery;
    }

    private static List<Entry.Receipt> at(String target, List<Entry.Receipt> receipts) {
        boolean all = receipts.stream().allMatch(receipt -> receipt.target().equals(target));
        return all
                ? receipts
                : receipts.stream()
                        .filter(receipt -> receipt.target().equals(target))
                        .toList();
    }
}
