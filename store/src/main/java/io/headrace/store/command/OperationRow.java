package io.headrace.store.command;

import io.headrace.contracts.Command;
import io.headrace.contracts.OperationState;
import io.headrace.contracts.Rejection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fate of one accepted command.
 *
 * @param command null for a message that could not be read as a command
 * @param version the record's version after an applied operation, else null
 * @param reason why it was rejected or set aside, null when applied
 */
public record OperationRow(
        UUID id,
        @Nullable Command command,
        OperationState state,
        @Nullable Rejection reason,
        @Nullable Long version,
        Instant appliedAt,
        Position position) {}
