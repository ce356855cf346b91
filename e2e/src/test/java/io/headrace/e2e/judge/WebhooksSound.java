package io.headrace.e2e.judge;

import io.headrace.contracts.EventType;
import io.headrace.contracts.OperationKind;
import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * L10: each webhook is signed, carries the id of its operation's event (and so the same one at every attempt), came
 * after its row could be read, to the owner and a target that asked for it, and says of the operation what the row says.
 */
final class WebhooksSound implements Rule {
    @Override
    public Law law() {
        return Law.L10;
    }

    @Override
    public void judge(Facts facts, Breaches breaches) {
        Map<String, Operation> operations = new HashMap<>();
        facts.operations().forEach(each -> operations.putIfAbsent(each.row().id(), each));
        facts.receipts()
                .values()
                .forEach(list -> list.forEach(receipt -> {
                    Operation operation = operations.get(receipt.operationId());
                    String wrong = wrong(receipt, operation);
                    if (wrong != null) {
                        breaches.add(wrong, operation == null ? null : operation.entries(), receipt);
                    }
                }));
    }

    private static @Nullable String wrong(Entry.Receipt receipt, @Nullable Operation operation) {
        if (!receipt.signatureValid()) {
            return "a webhook's signature is not valid";
        }
        if (operation == null) {
            return "a webhook tells of no operation";
        }
        if (!receipt.webhookId().equals(operation.eventId())) {
            return "a webhook has another id than its operation's event";
        }
        if (Boolean.FALSE.equals(receipt.rowVisible())) {
            return "a webhook came before its row could be read";
        }
        if (!operation.targets().contains(receipt.target())
                || receipt.owner() != operation.row().owner()) {
            return "a webhook came to another target than the one that was asked for";
        }
        return agrees(receipt, operation.row()) ? null : "a webhook says something else than the operation's row";
    }

    private static boolean agrees(Entry.Receipt receipt, Dump.OperationRow row) {
        return Objects.equals(receipt.recordId(), row.recordId())
                && Objects.equals(receipt.version(), row.version())
                && receipt.type().equals(type(row));
    }

    private static String type(Dump.OperationRow row) {
        return row.state().equals("applied") && row.kind() != null
                ? EventType.ofApplied(OperationKind.ofWireName(row.kind())).wireName()
                : EventType.RECORD_REJECTED.wireName();
    }
}
