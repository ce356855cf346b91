package io.headrace.store.record;

import java.time.Instant;
import java.util.UUID;

/**
 * A record as it was read.
 *
 * @param data PostgreSQL's own text of the client's JSON: passed on as it is, never parsed again
 */
public record StoredRecord(UUID id, long version, Instant createdAt, Instant updatedAt, String data) {}
