package io.headrace.e2e.judge;

import io.headrace.e2e.history.CallKind;
import io.headrace.e2e.history.Dump;
import io.headrace.e2e.history.Entry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record after some of its operations: the product's rules, written down a second time.
 *
 * @param last operation that was applied
 */
record Fold(int owner, long version, boolean deleted, Operation last) {
    private static final int NOT_FOUND = 40401;
    private static final int ALREADY_EXISTS = 40901;
    private static final int PRECONDITION_FAILED = 41201;

    /** What is to become of an operation: a version or a reason. */
    record Expected(@Nullable Long version, @Nullable Integer reason) {
        boolean agrees(Dump.OperationRow row) {
            return row.state().equals(version == null ? "rejected" : "applied")
                    && Objects.equals(version, row.version())
                    && Objects.equals(reason, row.reasonCode());
        }

        @Override
        public String toString() {
            return version == null ? "rejected " + reason : "applied as version " + version;
        }
    }

    /** @param before null where there never was a record */
    static Expected expected(@Nullable Fold before, Entry.Invoke asked) {
        if (asked.kind() == CallKind.CREATE) {
            return before == null ? new Expected(1L, null) : new Expected(null, ALREADY_EXISTS);
        }
        if (before == null || before.deleted || before.owner != asked.owner()) {
            return new Expected(null, NOT_FOUND);
        }
        Long wanted = asked.expectedVersion();
        return wanted != null && wanted != before.version
                ? new Expected(null, PRECONDITION_FAILED)
                : new Expected(before.version + 1, null);
    }

    /** Goes by the row, so that one wrong decision is told once and not again with each operation that follows. */
    static @Nullable Fold after(@Nullable Fold before, Operation operation) {
        if (!operation.isApplied()) {
            return before;
        }
        Long version = operation.row().version();
        return new Fold(
                before == null ? operation.row().owner() : before.owner,
                version != null ? version : before == null ? 1 : before.version + 1,
                operation.isOfKind(CallKind.DELETE),
                operation);
    }
}
