package io.headrace.e2e.crash;

import io.headrace.e2e.history.CallKind;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks.
 *
 * @param write number of the logical write, which stays when the request is sent again
 * @param recordOwner whose record it is
 * @param recordId null for a create and a list
 * @param waitSeconds of {@code Prefer: wait}; 0 for none
 * @param secret the {@code X-Webhook-Auth} value
 */
record Request(
        CallKind kind,
        long write,
        Scope scope,
        int recordOwner,
        @Nullable String recordId,
        @Nullable String idempotencyKey,
        @Nullable Long expectedVersion,
        int waitSeconds,
        @Nullable String fields,
        @Nullable Target target,
        @Nullable String secret) {}
