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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Applies a batch in one transaction, again and again until PostgreSQL has it; halves it to find what it refuses. */
@ApplicationScoped
class BatchApplier {
    private static final Logger LOG = Logger.getLogger(BatchApplier.class);
    private static final String PROBLEM = "PostgreSQL does not take the record";
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Longer than PostgreSQL's own limit for a statement: who is silent for so long is not there any more. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final CommandStore store;
    private final ReadingPlaces places;

    BatchApplier(CommandStore store, ReadingPlaces places) {
        this.store = store;
        this.places = places;
    }

    /** PostgreSQL did not even refuse: connections that look alive are dead, and a fresh start makes new ones. */
    static final class Silence extends RuntimeException {
        Silence() {
            super("PostgreSQL has not answered for " + SILENCE.toSeconds() + " s");
        }
    }

    /** What was settled, once it is committed. Fails only with {@link PositionGap} and {@link Silence}. */
    Uni<List<Settled>> apply(String topicId, List<ReceivedCommand> batch) {
        return divide(new Work(topicId, places.continuous()), batch).invoke(() -> places.advance(batch));
    }

    private record Work(String topicId, Map<Integer, Long> continuous) {}

    private Uni<List<Settled>> divide(Work work, List<ReceivedCommand> batch) {
        return commit(work, batch, snapshot -> BatchPlanner.plan(snapshot, work.continuous(), batch))
                // Somebody else was first: the next look sees what he wrote.
                .onFailure(StoreFailure::isCollision)
                .retry()
                .atMost(1)
                .onFailure(StoreFailure::isCausedByContent)
                .recoverWithUni(
                        refusal -> batch.size() == 1 ? setAside(work, batch.get(0), refusal) : halves(work, batch));
    }

    private Uni<List<Settled>> halves(Work work, List<ReceivedCommand> batch) {
        int half = batch.size() / 2;
        return divide(work, batch.subList(0, half))
                .flatMap(
                        first -> divide(work, batch.subList(half, batch.size())).map(second -> joined(first, second)));
    }

    /** With what the command says of itself; without, where PostgreSQL refuses that too. */
    private Uni<List<Settled>> setAside(Work work, ReceivedCommand received, Throwable refusal) {
        LOG.errorf(
                "Command set aside operationId=%s partition=%d offset=%d cause=%s",
                received.operationId(),
                received.position().partition(),
                received.position().offset(),
                StoreFailure.describe(refusal));
        ReceivedCommand bare = new ReceivedCommand.Unreadable(received.position(), received.operationId(), PROBLEM);
        return setAside(work, received)
                .onFailure(StoreFailure::isCausedByContent)
                .recoverWithUni(() -> setAside(work, bare));
    }

    private Uni<List<Settled>> setAside(Work work, ReceivedCommand received) {
        return commit(
                work,
                List.of(received),
                snapshot -> BatchPlanner.setAside(snapshot, work.continuous(), received, PROBLEM));
    }

    private Uni<List<Settled>> commit(Work work, List<ReceivedCommand> batch, Function<Snapshot, BatchPlan> planner) {
        return store.transaction(
                        work.topicId(),
                        transaction -> read(transaction, batch).map(planner).flatMap(plan -> write(transaction, plan)))
                .ifNoItem()
                .after(SILENCE)
                .failWith(Silence::new)
                .onFailure(BatchApplier::passes)
                .invoke(failure -> LOG.warnf(
                        "Batch not committed, trying again size=%d cause=%s",
                        batch.size(), StoreFailure.describe(failure)))
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
        return !(failure instanceof PositionGap)
                && !(failure instanceof Silence)
                && !StoreFailure.isCausedByContent(failure);
    }

    private static List<Settled> joined(List<Settled> first, List<Settled> second) {
        List<Settled> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
