package io.headrace.store.endpoint;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that one credential sees; every query carries both.
 *
 * @param onlyEndpoint null: all of the owner's
 */
public record EndpointReach(UUID ownerId, @Nullable UUID onlyEndpoint) {}
