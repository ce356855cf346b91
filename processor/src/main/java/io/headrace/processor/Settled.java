package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.contracts.OperationState;
import io.headrace.contracts.Rejection;
import io.headrace.store.command.KnownOperation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command whose fate is in the operation log, so that its event may be published.
 *
 * @param at when it was decided, PostgreSQL's clock
 * @param createdAt when its record was created, null where there is none
 * @param sequence where the command stands in its partition
 * @param again whether an earlier batch decided it: its event may have been published already
 */
record Settled(
        Command command,
        OperationState state,
        @Nullable Rejection reason,
        @Nullable Long version,
        Instant at,
        @Nullable Instant createdAt,
        long sequence,
        boolean again) {

    static Settled again(Command command, KnownOperation known, @Nullable Instant createdAt) {
        return new Settled(
                command,
                known.state(),
                known.reason(),
                known.version(),
                known.appliedAt(),
                createdAt,
                known.offset(),
                true);
    }
}
