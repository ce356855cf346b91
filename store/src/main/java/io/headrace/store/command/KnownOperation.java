package io.headrace.store.command;

import io.headrace.contracts.OperationState;
import io.headrace.contracts.Rejection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation that an earlier batch decided: enough to say again what was said of it.
 *
 * @param offset of its command in Kafka, the first of them where there were more
 */
public record KnownOperation(
        UUID id,
        OperationState state,
        @Nullable Rejection reason,
        @Nullable Long version,
        Instant appliedAt,
        long offset) {}
