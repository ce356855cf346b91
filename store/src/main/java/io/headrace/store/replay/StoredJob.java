package io.headrace.store.replay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many deliveries, and how far it has come.
 *
 * @param total how many there were to replay when it was asked for, counted up to
 *     {@link DeliveryLogStore#COUNTED_AT_MOST}; null: it would have taken too long
 * @param reachedAt when the event was accepted up to which it has looked; null: it has not begun
 */
public record StoredJob(
        UUID id,
        String state,
        @Nullable Long total,
        long replayed,
        @Nullable Instant reachedAt,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
