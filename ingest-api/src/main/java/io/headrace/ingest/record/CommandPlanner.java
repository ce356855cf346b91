package io.headrace.ingest.record;

import io.headrace.contracts.Command;
import io.headrace.contracts.SecretSealer;
import io.headrace.ingest.access.Access;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes a command of a write that has passed the door. */
final class CommandPlanner {
    private CommandPlanner() {}

    static Command plan(
            Access access,
            WriteRequest request,
            WriteIds ids,
            String requestId,
            byte[] body,
            Instant now,
            SecretSealer sealer) {
        return new Command(
                ids.operationId(),
                ids.recordId(),
                request.kind(),
                access.ownerId(),
                access.endpoint().id(),
                access.endpoint().slug(),
                access.environment(),
                access.origin(),
                access.actor(),
                now.truncatedTo(ChronoUnit.MILLIS),
                requestId,
                request.traceparent(),
                request.expectedVersion(),
                request.callback().seal(sealer, ids.operationId()),
                Sha256.hex(body),
                body);
    }
}
