package io.headrace.store.usage;

import java.time.LocalDate;
import java.util.UUID;

/** What is counted together: one key's requests of one day (UTC). */
public record UsageKey(UUID ownerId, UUID endpointId, String keyId, LocalDate day) {}
