package io.headrace.store.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came of it; no body, no secret.
 *
 * @param id time-ordered: it says which day's partition the entry is in
 * @param endpointId of the key; null for an account
 * @param actor the id of a key, or an account
 * @param route with its parameters' names in place of their values
 * @param code of the error; 0 for success
 */
public record AuditEntry(
        UUID id,
        Instant at,
        UUID ownerId,
        @Nullable UUID endpointId,
        String actor,
        String method,
        String route,
        @Nullable String slug,
        @Nullable UUID recordId,
        @Nullable UUID operationId,
        int status,
        int code,
        String requestId,
        String remoteAddress) {}
