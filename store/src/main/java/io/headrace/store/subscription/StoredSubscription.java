package io.headrace.store.subscription;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as its owner sees it: without its secrets.
 *
 * @param collaboratorId null for one of the owner's own
 * @param events null for every type
 * @param headerNames of the headers that go with each webhook; their values are sealed
 * @param schedule the wait before each attempt, or null for the notifier's own schedule
 * @param ordered whether the events of a record wait for each other
 * @param publicKey what verifies its webhooks, or null where that is a secret
 * @param oldSecretUntil how long the secret before this one signs too, or null
 * @param disabledAt when its target was given up, or null
 * @param hold null where it is not held
 */
public record StoredSubscription(
        UUID id,
        UUID endpointId,
        String endpoint,
        @Nullable UUID collaboratorId,
        Environment environment,
        String url,
        @Nullable List<EventType> events,
        @Nullable String description,
        List<String> headerNames,
        @Nullable List<Duration> schedule,
        boolean ordered,
        boolean active,
        @Nullable String publicKey,
        @Nullable Instant oldSecretUntil,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason,
        @Nullable SubscriptionHold hold,
        Instant createdAt,
        Instant updatedAt) {}
