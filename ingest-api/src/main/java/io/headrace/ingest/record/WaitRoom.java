package io.headrace.ingest.record;

import io.headrace.contracts.Command;
import io.headrace.store.record.OperationStore;
import io.headrace.store.record.RecordScope;
import io.headrace.store.record.StoredOperation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Holds writers who asked to wait until their operation is decided, so many at most, asking the store ever less. */
@Singleton
final class WaitRoom {
    /** Who finds the room full gets the plain answer at once: waiting is a preference, not a right. */
    private static final int MAX_WAITING = 200;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final OperationStore store;
    private final Vertx vertx;
    private final Semaphore places = new Semaphore(MAX_WAITING);

    WaitRoom(OperationStore store, Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
    }

    /** The operation, if it is decided in time. A store that does not answer is no reason to take back a 202. */
    Uni<Optional<StoredOperation>> await(Command command, Duration atMost) {
        if (atMost.isZero() || !places.tryAcquire()) {
            return Uni.createFrom().item(Optional.empty());
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        return ask(command, deadline, FIRST_PAUSE)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .onTermination()
                .invoke(places::release);
    }

    private Uni<Optional<StoredOperation>> ask(Command command, long deadline, Duration pause) {
        RecordScope scope = new RecordScope(command.environment(), command.ownerId(), command.endpointId());
        return pause(pause)
                .chain(() -> store.find(scope, command.operationId()))
                .chain(found -> {
                    if (found.isPresent() || System.nanoTime() + pause.toNanos() >= deadline) {
                        return Uni.createFrom().item(found);
                    }
                    return ask(command, deadline, longer(pause));
                });
    }

    /** On the request's own context: the store must be asked from there. */
    private Uni<Void> pause(Duration pause) {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(pause.toMillis(), id -> emitter.complete(null)));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
