package io.headrace.store.endpoint;

import java.time.Instant;
import java.util.UUID;

/**
 * An endpoint as its owner sees it.
 *
 * @param schema JSON Schema 2020-12, as its owner wrote it
 */
public record StoredEndpoint(
        UUID id,
        UUID ownerId,
        String slug,
        String name,
        String schema,
        int schemaVersion,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {}
