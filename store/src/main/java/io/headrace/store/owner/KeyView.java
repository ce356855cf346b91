package io.headrace.store.owner;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the door needs it.
 *
 * @param secretHash HMAC-SHA256 of the secret under the server's pepper
 * @param expiresAt null for a key that does not expire
 */
public record KeyView(
        String id,
        UUID ownerId,
        UUID endpointId,
        Environment environment,
        KeyScope scope,
        byte[] secretHash,
        boolean active,
        @Nullable Instant expiresAt) {}
