package io.headrace.store.owner;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code endpoint}: the API resource that an owner publishes. */
@Entity
@Table(name = "endpoint")
class EndpointEntity {
    @Id
    UUID id;

    @Column(name = "owner_id")
    UUID ownerId;

    String slug;
    String name;
    String schema;

    @Column(name = "schema_version")
    int schemaVersion;

    boolean active;

    @Column(name = "signing_secret")
    String signingSecret;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    EndpointView view() {
        return new EndpointView(id, ownerId, slug, schema, schemaVersion, active);
    }
}
