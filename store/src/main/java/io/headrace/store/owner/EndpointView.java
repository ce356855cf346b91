package io.headrace.store.owner;

import java.util.UUID;

/**
 * An endpoint as the door needs it.
 *
 * @param schema JSON Schema 2020-12, as its owner wrote it
 * @param schemaVersion grows whenever the schema changes
 */
public record EndpointView(UUID id, UUID ownerId, String slug, String schema, int schemaVersion, boolean active) {}
