package io.headrace.store.delivery;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept for its deliveries.
 *
 * @param sequence grows with each event of a record; null where it is not known
 * @param body what is sent and signed, byte for byte in UTF-8
 */
public record StoredEvent(
        UUID id,
        EventType type,
        UUID ownerId,
        UUID endpointId,
        Environment environment,
        UUID recordId,
        String requestId,
        @Nullable String traceparent,
        @Nullable Long sequence,
        String body) {}
