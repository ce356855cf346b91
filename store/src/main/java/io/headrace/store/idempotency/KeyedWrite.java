package io.headrace.store.idempotency;

import java.util.UUID;

/**
 * What an Idempotency-Key stands for: one request, and the ids that it was given.
 *
 * @param requestHash SHA-256 of everything that the request asks for
 */
public record KeyedWrite(byte[] requestHash, UUID operationId, UUID recordId) {}
