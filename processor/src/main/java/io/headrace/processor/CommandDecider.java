package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Rejection;
import io.headrace.store.command.RecordHead;
import io.headrace.store.command.RecordKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a command does to a record: the one place that knows the rules. */
final class CommandDecider {
    private CommandDecider() {}

    sealed interface Decision {
        record Applied(RecordHead after) implements Decision {}

        record Rejected(Rejection reason) implements Decision {}
    }

    /** @param before the record's head, a tombstone's included; null where there never was one */
    static Decision decide(@Nullable RecordHead before, Command command, Instant now) {
        return command.kind() == OperationKind.CREATE ? create(before, command, now) : change(before, command);
    }

    private static Decision create(@Nullable RecordHead before, Command command, Instant now) {
        if (before != null) {
            return rejected(ErrorCode.ALREADY_EXISTS, "The record exists already");
        }
        RecordKey key = new RecordKey(command.environment(), command.recordId());
        return new Decision.Applied(new RecordHead(key, command.ownerId(), command.endpointId(), 1, now, false));
    }

    private static Decision change(@Nullable RecordHead before, Command command) {
        if (before == null || before.deleted() || !isOf(before, command)) {
            return rejected(ErrorCode.NOT_FOUND, "The record does not exist");
        }
        Long expected = command.expectedVersion();
        if (expected != null && expected != before.version()) {
            return rejected(
                    ErrorCode.PRECONDITION_FAILED,
                    "If-Match names version " + expected + ", the record has version " + before.version());
        }
        return new Decision.Applied(new RecordHead(
                before.key(),
                before.ownerId(),
                before.endpointId(),
                before.version() + 1,
                before.createdAt(),
                command.kind() == OperationKind.DELETE));
    }

    /** Another owner's or endpoint's record is as if it were not there. */
    private static boolean isOf(RecordHead before, Command command) {
        return before.ownerId().equals(command.ownerId()) && before.endpointId().equals(command.endpointId());
    }

    private static Decision rejected(ErrorCode code, String detail) {
        return new Decision.Rejected(new Rejection(code, detail));
    }
}
