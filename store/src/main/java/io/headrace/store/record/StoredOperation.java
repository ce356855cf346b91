package io.headrace.store.record;

import io.headrace.contracts.OperationKind;
import io.headrace.contracts.OperationState;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one accepted command.
 *
 * @param state never {@code QUEUED}: a row is written when the fate is known
 * @param reasonCode the number of an ErrorCode; null where it was applied
 * @param version the record's version after it; null where it was not applied
 * @param deliveries how many webhooks it caused, by state
 */
public record StoredOperation(
        UUID id,
        OperationState state,
        @Nullable UUID recordId,
        @Nullable OperationKind kind,
        @Nullable Integer reasonCode,
        @Nullable String reasonDetail,
        @Nullable Long version,
        @Nullable Instant acceptedAt,
        Instant appliedAt,
        Map<String, Long> deliveries) {
    public StoredOperation {
        deliveries = Map.copyOf(deliveries);
    }

    StoredOperation withDeliveries(Map<String, Long> counts) {
        return new StoredOperation(
                id, state, recordId, kind, reasonCode, reasonDetail, version, acceptedAt, appliedAt, counts);
    }
}
