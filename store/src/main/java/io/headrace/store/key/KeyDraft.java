package io.headrace.store.key;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that is to be.
 *
 * @param secretHash HMAC-SHA256 of its secret under the server's pepper
 * @param expiresAt null for a key that does not expire
 */
public record KeyDraft(
        String id,
        Environment environment,
        KeyScope scope,
        String name,
        byte[] secretHash,
        @Nullable Instant expiresAt) {}
