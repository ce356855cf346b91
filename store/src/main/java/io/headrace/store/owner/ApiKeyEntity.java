package io.headrace.store.owner;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_key}: the hash of a secret, and what its holder may do. */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {
    @Id
    String id;

    @Column(name = "owner_id")
    UUID ownerId;

    @Column(name = "endpoint_id")
    UUID endpointId;

    String environment;
    String scope;
    String name;

    @Column(name = "secret_hash")
    byte[] secretHash;

    @Column(name = "secret_version")
    int secretVersion;

    @Column(name = "previous_secret_hash")
    byte @Nullable [] previousSecretHash;

    @Column(name = "previous_valid_until")
    @Nullable
    Instant previousValidUntil;

    boolean active;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "created_at")
    Instant createdAt;

    KeyView view() {
        return new KeyView(
                id,
                ownerId,
                endpointId,
                Environment.ofWireName(environment),
                KeyScope.ofWireName(scope),
                new KeySecret(secretVersion, secretHash, previousSecretHash, previousValidUntil),
                active && revokedAt == null,
                expiresAt);
    }
}
