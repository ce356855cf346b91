package io.headrace.store.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an owner; what is null filters nothing.
 *
 * @param onlyEndpoint the one that the caller may see
 * @param from the first moment, {@code to} the first one after the last
 * @param leastStatus the smallest status, {@code mostStatus} the greatest
 */
public record AuditFilter(
        UUID ownerId,
        @Nullable UUID onlyEndpoint,
        @Nullable String slug,
        @Nullable String actor,
        Instant from,
        Instant to,
        int leastStatus,
        int mostStatus) {}
