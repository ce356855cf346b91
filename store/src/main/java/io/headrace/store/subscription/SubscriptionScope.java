package io.headrace.store.subscription;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions that somebody may see.
 *
 * @param collaboratorId null for the owner, who sees those of the collaborators too
 */
public record SubscriptionScope(
        UUID ownerId, UUID endpointId, @Nullable UUID collaboratorId) {}
