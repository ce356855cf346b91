package io.headrace.store.command;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a transaction sees of the batch's partitions, records and operations once it holds the partitions' locks.
 *
 * @param now the transaction's time on PostgreSQL's clock, whole milliseconds
 * @param nextOffsets by partition; everything below is applied
 */
public record Snapshot(
        Instant now,
        Map<Integer, Long> nextOffsets,
        Map<RecordKey, RecordHead> heads,
        Map<UUID, KnownOperation> operations) {}
