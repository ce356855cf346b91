package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.store.command.Position;
import java.util.UUID;

/** A message of the commands topic, read as far as it can be. */
sealed interface ReceivedCommand {
    Position position();

    UUID operationId();

    record Readable(Position position, Command command) implements ReceivedCommand {
        @Override
        public UUID operationId() {
            return command.operationId();
        }
    }

    /** @param problem what keeps the message from being a command */
    record Unreadable(Position position, UUID operationId, String problem) implements ReceivedCommand {}
}
