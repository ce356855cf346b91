package io.headrace.store.owner;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the door needs it.
 *
 * @param secret what opens it
 * @param active false also for a key that was revoked
 * @param expiresAt null for a key that does not expire
 */
public record KeyView(
        String id,
        UUID ownerId,
        UUID endpointId,
        Environment environment,
        KeyScope scope,
        KeySecret secret,
        boolean active,
        @Nullable Instant expiresAt) {
    /** The same key with the narrower of both scopes. */
    public KeyView narrowedTo(KeyScope other) {
        return scope.compareTo(other) <= 0
                ? this
                : new KeyView(id, ownerId, endpointId, environment, other, secret, active, expiresAt);
    }
}
