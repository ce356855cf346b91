package io.headrace.processor;

import io.headrace.contracts.Command;
import io.headrace.contracts.EventBody;
import io.headrace.contracts.EventHeaders;
import io.headrace.contracts.EventType;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.OperationState;

/** Says what became of a command. The same command always gives the same event: its id is the operation's. */
final class EventComposer {
    private EventComposer() {}

    record OutgoingEvent(String key, EventHeaders headers, byte[] body) {}

    static OutgoingEvent compose(Settled settled) {
        Command command = settled.command();
        EventType type = settled.state() == OperationState.APPLIED
                ? EventType.ofApplied(command.kind())
                : EventType.RECORD_REJECTED;
        EventHeaders headers = new EventHeaders(
                command.operationId(),
                type,
                command.recordId(),
                command.ownerId(),
                command.endpointId(),
                command.environment(),
                command.origin(),
                command.requestId(),
                command.traceparent(),
                command.callback(),
                settled.sequence());
        byte[] body = EventBody.write(command, type, settled.at(), state(settled), settled.reason());
        return new OutgoingEvent(command.recordId().toString(), headers, body);
    }

    private static EventBody.RecordState state(Settled settled) {
        if (settled.state() != OperationState.APPLIED) {
            return new EventBody.RecordState(null, null, null, null, null);
        }
        boolean deleted = settled.command().kind() == OperationKind.DELETE;
        return new EventBody.RecordState(
                settled.version(),
                settled.createdAt(),
                settled.at(),
                deleted ? settled.at() : null,
                deleted ? null : settled.command().body());
    }
}
