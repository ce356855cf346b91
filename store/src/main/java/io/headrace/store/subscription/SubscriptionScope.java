package io.headrace.store.subscription;

import io.headrace.contracts.Environment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions that somebody may see.
 *
 * @param collaboratorId null for the owner, who sees those of the collaborators too
 * @param environment null for those of test and live data
 */
public record SubscriptionScope(
        UUID ownerId,
        UUID endpointId,
        @Nullable UUID collaboratorId,
        @Nullable Environment environment) {}
