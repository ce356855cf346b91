package io.headrace.store.key;

import io.headrace.contracts.KeyScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a key; null leaves a member as it is.
 *
 * @param changesExpiry whether {@code expiresAt} is meant, where null says that the key no longer expires
 */
public record KeyChange(
        @Nullable String name,
        @Nullable KeyScope scope,
        @Nullable Boolean active,
        boolean changesExpiry,
        @Nullable Instant expiresAt) {}
