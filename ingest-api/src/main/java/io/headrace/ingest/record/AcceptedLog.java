package io.headrace.ingest.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.headrace.contracts.Command;
import io.headrace.contracts.OperationKind;
import io.headrace.ingest.queue.PublishOutcome;
import io.headrace.store.record.RecordScope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers for minutes what this instance handed to Kafka, so that it can say {@code queued} and mean it.
 *
 * <p>An operation that is in no table and not here is answered 404, also where another instance accepted it a moment
 * ago: an id alone proves that it was made, not that Kafka took it.
 */
@Singleton
final class AcceptedLog {
    private static final int MAX = 200_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** A command that was handed over, without its body. */
    record Entry(RecordScope scope, UUID recordId, OperationKind kind, Instant acceptedAt) {}

    private final Cache<UUID, Entry> entries =
            Caffeine.newBuilder().maximumSize(MAX).expireAfterWrite(KEPT).build();

    /** Also where the outcome is unknown: it may still come, and its client was told to ask about it. */
    void add(Command command, PublishOutcome outcome) {
        switch (outcome) {
            case ACCEPTED, UNKNOWN -> entries.put(command.operationId(), entry(command));
            case NOT_ACCEPTED -> {}
        }
    }

    private static Entry entry(Command command) {
        RecordScope scope = new RecordScope(command.environment(), command.ownerId(), command.endpointId());
        return new Entry(scope, command.recordId(), command.kind(), command.acceptedAt());
    }

    Optional<Entry> find(RecordScope scope, UUID operationId) {
        return Optional.ofNullable(entries.getIfPresent(operationId))
                .filter(entry -> entry.scope().equals(scope));
    }
}
