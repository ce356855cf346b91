package io.headrace.store.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An owner or administrator as an administrator sees it.
 *
 * @param planExpiresAt null for a plan that does not end
 */
public record OwnerView(
        UUID id,
        String account,
        String name,
        AccountRole role,
        boolean active,
        String plan,
        @Nullable Instant planExpiresAt,
        Instant createdAt,
        Instant updatedAt) {}
