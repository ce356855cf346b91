package io.headrace.store.usage;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which days of which keys of an owner; what is null filters nothing.
 *
 * @param onlyEndpoint the one that the caller may see
 * @param from the first day, {@code to} the last one
 */
public record UsageFilter(
        UUID ownerId,
        @Nullable UUID onlyEndpoint,
        @Nullable String slug,
        @Nullable String keyId,
        LocalDate from,
        LocalDate to) {}
