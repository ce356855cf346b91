package io.headrace.ingest.record;

import io.headrace.contracts.Command;
import io.headrace.contracts.Origin;
import io.headrace.contracts.SecretSealer;
import io.headrace.ingest.access.Access;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;

/** Makes a command of a write that has passed the door. */
final class CommandPlanner {
    private CommandPlanner() {}

    static Command plan(
            Access access,
            WriteRequest request,
            UUID operationId,
            UUID recordId,
            String requestId,
            byte[] body,
            Instant now,
            SecretSealer sealer) {
        return new Command(
                operationId,
                recordId,
                request.kind(),
                access.key().ownerId(),
                access.endpoint().id(),
                access.endpoint().slug(),
                access.key().environment(),
                Origin.API,
                access.key().id(),
                now.truncatedTo(ChronoUnit.MILLIS),
                requestId,
                request.traceparent(),
                request.expectedVersion(),
                request.callback().seal(sealer, operationId),
                sha256(body),
                body);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
