package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.store.command.CommandStore;
import io.headrace.store.command.CommandTransaction;
import io.headrace.store.command.RecordKey;
import io.headrace.store.command.Snapshot;
import io.headrace.store.command.StoreFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Applies a batch in one transaction, again and again until PostgreSQL has it; halves it to find what it refuses. */
@ApplicationScoped
class BatchApplier {
    private static final Logger LOG = Logger.getLogger(BatchApplier.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final CommandStore store;

    BatchApplier(CommandStore store) {
        this.store = store;
    }

    /** What was settled, once it is committed. Fails only with {@link PositionGap}. */
    Uni<List<Settled>> apply(String topicId, List<ReceivedCommand> batch) {
        return commit(topicId, batch, snapshot -> BatchPlanner.plan(snapshot, batch))
                .onFailure(StoreFailure::isCausedByContent)
                .recoverWithUni(refusal -> divide(topicId, batch, refusal));
    }

    private Uni<List<Settled>> divide(String topicId, List<ReceivedCommand> batch, Throwable refusal) {
        if (batch.size() == 1) {
            return setAside(topicId, batch.get(0), refusal);
        }
        int half = batch.size() / 2;
        return apply(topicId, batch.subList(0, half))
                .flatMap(first ->
                        apply(topicId, batch.subList(half, batch.size())).map(second -> joined(first, second)));
    }

    private Uni<List<Settled>> setAside(String topicId, ReceivedCommand received, Throwable refusal) {
        LOG.errorf(
                refusal,
                "Command set aside operationId=%s partition=%d offset=%d",
                received.operationId(),
                received.position().partition(),
                received.position().offset());
        String problem = "PostgreSQL does not take the record";
        return commit(topicId, List.of(received), snapshot -> BatchPlanner.setAside(snapshot, received, problem));
    }

    private Uni<List<Settled>> commit(
            String topicId, List<ReceivedCommand> batch, Function<Snapshot, BatchPlan> planner) {
        return store.transaction(
                        topicId,
                        transaction -> read(transaction, batch).map(planner).flatMap(plan -> write(transaction, plan)))
                .onFailure(BatchApplier::passes)
                .invoke(failure ->
                        LOG.warnf("Batch not committed, trying again size=%d cause=%s", batch.size(), failure))
                .onFailure(BatchApplier::passes)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private static Uni<Snapshot> read(CommandTransaction transaction, List<ReceivedCommand> batch) {
        Set<Integer> partitions = new TreeSet<>();
        Set<RecordKey> records = new LinkedHashSet<>();
        Set<UUID> operations = new LinkedHashSet<>();
        for (ReceivedCommand received : batch) {
            partitions.add(received.position().partition());
            operations.add(received.operationId());
            if (received instanceof ReceivedCommand.Readable readable) {
                Command command = readable.command();
                records.add(new RecordKey(command.environment(), command.recordId()));
            }
        }
        return transaction.lockAndRead(partitions, records, operations);
    }

    private static Uni<List<Settled>> write(CommandTransaction transaction, BatchPlan plan) {
        return plan.changes().isEmpty()
                ? Uni.createFrom().item(plan.settled())
                : transaction.write(plan.changes()).replaceWith(plan.settled());
    }

    private static boolean passes(Throwable failure) {
        return !(failure instanceof PositionGap) && !StoreFailure.isCausedByContent(failure);
    }

    private static List<Settled> joined(List<Settled> first, List<Settled> second) {
        List<Settled> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
