package io.headrace.store.key;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner sees it, without its secret, which nobody can see again.
 *
 * @param expiresAt null for a key that does not expire
 * @param previousValidUntil until when the secret before the last rotation opens; null if there is none
 * @param revokedAt null unless it was revoked, which is final
 */
public record StoredKey(
        String id,
        String name,
        Environment environment,
        KeyScope scope,
        boolean active,
        @Nullable Instant expiresAt,
        Instant createdAt,
        @Nullable Instant previousValidUntil,
        @Nullable Instant revokedAt) {}
