package io.headrace.store.endpoint;

import java.util.UUID;

/** An endpoint that its owner wants. */
public record NewEndpoint(
        UUID id, UUID ownerId, String slug, String name, String schema, boolean active, String sealedSigningSecret) {}
