package io.headrace.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write that was accepted: HTTP on one side, the store on the other.
 *
 * <p>On Kafka its key is the record id, its value is the client's JSON unchanged, and everything else is in headers
 * (see {@link CommandHeaders}).
 *
 * @param operationId what the client can ask about; also the id of the event it causes
 * @param endpoint the endpoint's slug when the command was accepted
 * @param actor the id of the API key, or of the owner, that asked
 * @param acceptedAt millisecond precision, the accepting process's clock
 * @param traceparent W3C trace context of the request, or null
 * @param expectedVersion the record version that {@code If-Match} named, or null
 * @param callback where to report the outcome, or null
 * @param contentHash lower-case hex SHA-256 of {@code body}
 * @param body the client's JSON in UTF-8, empty for a delete
 */
public record Command(
        UUID operationId,
        UUID recordId,
        OperationKind kind,
        UUID ownerId,
        UUID endpointId,
        String endpoint,
        Environment environment,
        Origin origin,
        String actor,
        Instant acceptedAt,
        String requestId,
        @Nullable String traceparent,
        @Nullable Long expectedVersion,
        @Nullable Callback callback,
        String contentHash,
        byte[] body) {

    /** Bytes that a record's JSON may have. */
    public static final int MAX_BODY_BYTES = 102_400;
}
