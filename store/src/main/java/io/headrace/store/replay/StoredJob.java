package io.headrace.store.replay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many deliveries, and how far it has come.
 *
 * @param total how many there were to replay when it was asked for, counted up to
 *     {@link DeliveryLogStore#COUNTED_AT_MOST}
 */
public record StoredJob(
        UUID id,
        String state,
        long total,
        long replayed,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
