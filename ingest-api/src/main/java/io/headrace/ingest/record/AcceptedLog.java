package io.headrace.ingest.record;

import io.headrace.contracts.Command;
import io.headrace.contracts.Environment;
import io.headrace.contracts.OperationKind;
import io.headrace.ingest.queue.PublishOutcome;
import io.headrace.store.record.RecordScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers for minutes what this instance handed to Kafka, so that it can say {@code queued} and mean it.
 *
 * <p>An operation that is in no table and not here is answered 404, also where another instance accepted it a moment
 * ago: an id alone proves that it was made, not that Kafka took it.
 */
@Singleton
final class AcceptedLog {
    private static final int MAX_IN_HALF = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** A command that was handed over, without its body. */
    record Entry(RecordScope scope, UUID recordId, OperationKind kind, Instant acceptedAt) {}

    /** What was added from a moment on, until it was full or old. */
    private record Half(ConcurrentHashMap<UUID, Entry> entries, long since) {}

    private final LongSupplier nanos;
    private final int maxInHalf;
    /** Forgotten whole, when the young half takes its place: no entry needs a place in a queue, or a thread to end it. */
    private volatile Half old;

    private volatile Half young;

    @Inject
    AcceptedLog() {
        this(System::nanoTime, MAX_IN_HALF);
    }

    AcceptedLog(LongSupplier nanos, int maxInHalf) {
        this.nanos = nanos;
        this.maxInHalf = maxInHalf;
        this.old = emptyHalf();
        this.young = emptyHalf();
    }

    /** Also where the outcome is unknown: it may still come, and its client was told to ask about it. */
    void add(Command command, PublishOutcome outcome) {
        switch (outcome) {
            case ACCEPTED, UNKNOWN -> halfWithRoom().entries().put(command.operationId(), entry(command));
            case NOT_ACCEPTED -> {}
        }
    }

    Optional<Entry> find(RecordScope scope, UUID operationId) {
        // The young one first: what leaves it is in the other by then.
        return find(young, operationId)
                .or(() -> find(old, operationId))
                .filter(entry -> entry.scope().equals(scope));
    }

    /** The endpoint that an operation of this owner is about. */
    Optional<UUID> findEndpoint(UUID ownerId, Environment environment, UUID operationId) {
        return find(young, operationId)
                .or(() -> find(old, operationId))
                .map(Entry::scope)
                .filter(scope -> scope.ownerId().equals(ownerId) && scope.environment() == environment)
                .map(RecordScope::endpointId);
    }

    private Optional<Entry> find(Half half, UUID operationId) {
        return age(half) < 2 * KEPT.toNanos()
                ? Optional.ofNullable(half.entries().get(operationId))
                : Optional.empty();
    }

    private Half halfWithRoom() {
        Half half = young;
        return half.entries().mappingCount() >= maxInHalf || age(half) >= KEPT.toNanos() ? turned(half) : half;
    }

    private synchronized Half turned(Half full) {
        if (young == full) {
            old = full;
            young = emptyHalf();
        }
        return young;
    }

    private Half emptyHalf() {
        return new Half(new ConcurrentHashMap<>(), nanos.getAsLong());
    }

    private long age(Half half) {
        return nanos.getAsLong() - half.since();
    }

    private static Entry entry(Command command) {
        RecordScope scope = new RecordScope(command.environment(), command.ownerId(), command.endpointId());
        return new Entry(scope, command.recordId(), command.kind(), command.acceptedAt());
    }
}
