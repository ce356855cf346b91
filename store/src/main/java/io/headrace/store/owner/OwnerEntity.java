package io.headrace.store.owner;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code owner}: someone who publishes endpoints, or an administrator. */
@Entity
@Table(name = "owner")
class OwnerEntity {
    @Id
    UUID id;

    String account;
    String name;

    @Column(name = "password_hash")
    String passwordHash;

    String role;

    @Column(name = "created_at")
    Instant createdAt;
}
