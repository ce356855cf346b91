package io.headrace.store.replay;

import io.headrace.contracts.Environment;
import java.util.UUID;

/**
 * An event that is for one subscription only, to try its target.
 *
 * @param body what is sent and signed, byte for byte
 */
public record TestEvent(
        UUID id,
        UUID ownerId,
        UUID endpointId,
        UUID subscriptionId,
        UUID deliveryId,
        Environment environment,
        String requestId,
        String body) {}
