package io.headrace.store.record;

import io.headrace.contracts.OperationKind;
import io.headrace.contracts.OperationState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code operation}, read only. A message that was no command has few of these. */
@Entity
@Immutable
@Table(name = "operation")
class OperationEntity {
    @Id
    UUID id;

    @Column(name = "owner_id")
    @Nullable
    UUID ownerId;

    @Column(name = "endpoint_id")
    @Nullable
    UUID endpointId;

    @Nullable
    String environment;

    @Column(name = "record_id")
    @Nullable
    UUID recordId;

    @Nullable
    String kind;

    String state;

    @Column(name = "reason_code")
    @Nullable
    Integer reasonCode;

    @Column(name = "reason_detail")
    @Nullable
    String reasonDetail;

    @Nullable
    Long version;

    @Column(name = "accepted_at")
    @Nullable
    Instant acceptedAt;

    @Column(name = "applied_at")
    Instant appliedAt;

    StoredOperation view() {
        return new StoredOperation(
                id,
                OperationState.ofWireName(state),
                recordId,
                kind == null ? null : OperationKind.ofWireName(kind),
                reasonCode,
                reasonDetail,
                version,
                acceptedAt,
                appliedAt,
                Map.of());
    }
}
