package io.headrace.store.key;

import java.util.UUID;

/** Where a key is: the owner, as the credential says, and the endpoint. */
public record KeyPlace(UUID ownerId, UUID endpointId) {}
