package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.OperationState;
import io.headrace.contracts.Rejection;
import io.headrace.store.command.Changes;
import io.headrace.store.command.KnownOperation;
import io.headrace.store.command.OperationRow;
import io.headrace.store.command.RecordHead;
import io.headrace.store.command.RecordKey;
import io.headrace.store.command.RecordRow;
import io.headrace.store.command.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch over what the transaction sees: each partition's commands in order, each record to its last state.
 *
 * <p>A command that the operation log knows was settled before; it changes nothing and its event is said again.
 */
final class BatchPlanner {
    private final Snapshot snapshot;
    private final Map<Integer, Long> continuous;
    private final Map<RecordKey, RecordHead> heads;
    private final Map<Integer, Long> next;
    private final Map<RecordKey, RecordRow> records = new LinkedHashMap<>();
    private final List<OperationRow> operations = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private final Set<UUID> seen = new HashSet<>();

    private BatchPlanner(Snapshot snapshot, Map<Integer, Long> continuous) {
        this.snapshot = snapshot;
        this.continuous = continuous;
        this.heads = new HashMap<>(snapshot.heads());
        this.next = new HashMap<>(snapshot.nextOffsets());
    }

    /**
     * @param continuous by partition, the offset from which on Kafka handed us every message that it has
     * @throws PositionGap if a partition's commands do not continue its position
     */
    static BatchPlan plan(Snapshot snapshot, Map<Integer, Long> continuous, List<ReceivedCommand> batch) {
        BatchPlanner planner = new BatchPlanner(snapshot, continuous);
        batch.forEach(planner::take);
        return planner.finish();
    }

    /** The plan for one command that PostgreSQL will not take: it becomes a dead operation, and the position moves. */
    static BatchPlan setAside(
            Snapshot snapshot, Map<Integer, Long> continuous, ReceivedCommand received, String problem) {
        BatchPlanner planner = new BatchPlanner(snapshot, continuous);
        planner.advance(received);
        if (!snapshot.operations().containsKey(received.operationId())) {
            planner.die(received, problem);
        }
        return planner.finish();
    }

    private void take(ReceivedCommand received) {
        advance(received);
        KnownOperation known = snapshot.operations().get(received.operationId());
        if (known != null) {
            again(received, known);
        } else if (seen.add(received.operationId())) {
            // Below the position and yet unknown: Kafka lost the end of its log and filled it anew. It was accepted,
            // so it is applied.
            settle(received);
        }
    }

    private void again(ReceivedCommand received, KnownOperation known) {
        if (received instanceof ReceivedCommand.Readable readable) {
            settled.add(Settled.again(readable.command(), known, createdAt(key(readable.command()))));
        }
    }

    private void settle(ReceivedCommand received) {
        if (received instanceof ReceivedCommand.Readable readable) {
            decide(readable);
        } else if (received instanceof ReceivedCommand.Unreadable unreadable) {
            die(unreadable, unreadable.problem());
        }
    }

    /** Moves the partition's position past the command, if it is not past it already. */
    private void advance(ReceivedCommand received) {
        int partition = received.position().partition();
        long offset = received.position().offset();
        long expected = next.getOrDefault(partition, 0L);
        if (offset > expected && continuous.getOrDefault(partition, Long.MAX_VALUE) > expected) {
            throw new PositionGap(partition, expected, offset);
        }
        next.put(partition, Math.max(expected, offset + 1));
    }

    private void decide(ReceivedCommand.Readable received) {
        Command command = received.command();
        RecordKey key = key(command);
        CommandDecider.Decision decision = CommandDecider.decide(heads.get(key), command, snapshot.now());
        if (decision instanceof CommandDecider.Decision.Applied applied) {
            heads.put(key, applied.after());
            records.put(key, row(received, applied.after()));
            settle(received, OperationState.APPLIED, null, applied.after().version());
        } else if (decision instanceof CommandDecider.Decision.Rejected rejected) {
            settle(received, OperationState.REJECTED, rejected.reason(), null);
        }
    }

    private RecordRow row(ReceivedCommand.Readable received, RecordHead after) {
        String data = after.deleted() ? null : new String(received.command().body(), StandardCharsets.UTF_8);
        return new RecordRow(after, data, snapshot.now(), received.position());
    }

    private void settle(
            ReceivedCommand.Readable received,
            OperationState state,
            @Nullable Rejection reason,
            @Nullable Long version) {
        Command command = received.command();
        operations.add(new OperationRow(
                command.operationId(), command, state, reason, version, snapshot.now(), received.position()));
        settled.add(new Settled(
                command,
                state,
                reason,
                version,
                snapshot.now(),
                createdAt(key(command)),
                received.position().offset(),
                false));
    }

    private void die(ReceivedCommand received, String problem) {
        Rejection reason = new Rejection(ErrorCode.NOT_STORABLE, problem);
        if (received instanceof ReceivedCommand.Readable readable) {
            settle(readable, OperationState.DEAD, reason, null);
        } else {
            operations.add(new OperationRow(
                    received.operationId(),
                    null,
                    OperationState.DEAD,
                    reason,
                    null,
                    snapshot.now(),
                    received.position()));
        }
    }

    private @Nullable Instant createdAt(RecordKey key) {
        RecordHead head = heads.get(key);
        return head == null ? null : head.createdAt();
    }

    private BatchPlan finish() {
        List<Changes.Advance> advances = new ArrayList<>();
        next.forEach((partition, to) -> {
            long from = snapshot.nextOffsets().getOrDefault(partition, 0L);
            if (to != from) {
                advances.add(new Changes.Advance(partition, from, to));
            }
        });
        return new BatchPlan(new Changes(advances, records(false), records(true), operations), settled);
    }

    /** @param known whether PostgreSQL has a row of them already, a tombstone's included */
    private List<RecordRow> records(boolean known) {
        return records.values().stream()
                .filter(row -> snapshot.heads().containsKey(row.head().key()) == known)
                .toList();
    }

    private static RecordKey key(Command command) {
        return new RecordKey(command.environment(), command.recordId());
    }
}
