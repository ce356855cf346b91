package io.headrace.store.replay;

import io.headrace.contracts.Environment;
import io.headrace.contracts.EventType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its owner sees it.
 *
 * @param endpoint its slug; null where the endpoint is gone
 * @param subscriptionId null for a callback
 * @param nextAttemptAt null where there will be none
 * @param replayOf the delivery that was asked for again, or null
 * @param lastStatus of the last attempt, null without an answer; {@code lastFailure} likewise
 */
public record LoggedDelivery(
        UUID id,
        UUID eventId,
        EventType eventType,
        @Nullable String endpoint,
        Environment environment,
        UUID recordId,
        @Nullable UUID subscriptionId,
        String target,
        String state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable UUID replayOf,
        @Nullable Integer lastStatus,
        @Nullable String lastFailure,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
