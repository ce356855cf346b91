package io.headrace.store.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code record}, read only. The id alone tells rows apart; the environment chooses the partition. */
@Entity
@Immutable
@Table(name = "record")
class RecordEntity {
    @Id
    UUID id;

    String environment;

    @Column(name = "owner_id")
    UUID ownerId;

    @Column(name = "endpoint_id")
    UUID endpointId;

    long version;

    /** As text, so that no number passes through a type that would round it. */
    @ColumnTransformer(read = "data::text")
    String data;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "deleted_at")
    @Nullable
    Instant deletedAt;

    StoredRecord view() {
        return new StoredRecord(id, version, createdAt, updatedAt, data);
    }
}
