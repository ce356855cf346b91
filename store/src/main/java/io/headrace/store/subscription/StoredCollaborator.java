package io.headrace.store.subscription;

import java.time.Instant;
import java.util.UUID;

/** Somebody who was invited to one endpoint: to be told of its events, and of nothing else. */
public record StoredCollaborator(
        UUID id, UUID ownerId, UUID endpointId, String email, String name, Instant createdAt) {}
