package io.headrace.ingest.record;

import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** Tells whether two requests under one Idempotency-Key ask for the same effect. */
final class RequestHash {
    private RequestHash() {}

    /**
     * Of the kind, the record (a create has none before it is made), the expected version, the callback's URL and the
     * body, byte for byte; of the console, which tells nobody, that too. One line each: none of them can hold a line
     * break.
     */
    static byte[] of(WriteRequest request, Origin origin, UUID recordId, byte[] body) {
        String asked = String.join(
                "\n",
                request.kind().wireName(),
                request.kind() == OperationKind.CREATE ? "" : recordId.toString(),
                Objects.toString(request.expectedVersion(), ""),
                Objects.toString(request.callback().url(), ""),
                Sha256.hex(body) + (origin == Origin.CONSOLE ? "\nconsole" : ""));
        return Sha256.of(asked.getBytes(StandardCharsets.UTF_8));
    }
}
