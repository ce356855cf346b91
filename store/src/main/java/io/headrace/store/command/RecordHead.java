package io.headrace.store.command;

import java.time.Instant;
import java.util.UUID;

/** What deciding about a record needs: everything but its data. A deleted record's tombstone has a head too. */
public record RecordHead(
        RecordKey key, UUID ownerId, UUID endpointId, long version, Instant createdAt, boolean deleted) {}
