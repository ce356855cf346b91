package io.headrace.e2e.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL holds when a run is over. Ids as the API spells them ({@code op_}, {@code rec_}, {@code dlv_}, {@code evt_}). */
public record Dump(
        List<OperationRow> operations,
        List<RecordRow> records,
        List<DeliveryRow> deliveries,
        List<AttemptRow> attempts) {

    /**
     * @param owner number of the owner in this run; -1 for a message that was no command
     * @param requestId of the request that caused it
     * @param version of the record after it; null unless applied
     */
    public record OperationRow(
            String id,
            int owner,
            @Nullable String recordId,
            @Nullable String kind,
            String state,
            @Nullable Integer reasonCode,
            @Nullable Long version,
            @Nullable String requestId,
            int partition,
            long offset) {}

    /** @param fields JSON as PostgreSQL gives it back; null for a tombstone */
    public record RecordRow(
            String id, int owner, long version, @Nullable String fields, boolean deleted, int partition, long offset) {}

    /** @param probes those of its attempts that do not count, for they only tried the target of a held subscription */
    public record DeliveryRow(
            String id, String eventId, int owner, String targetUrl, String state, int attempts, int probes) {}

    /** @param startedAt on PostgreSQL's clock */
    public record AttemptRow(
            String deliveryId,
            int number,
            Instant startedAt,
            Duration duration,
            @Nullable Integer status,
            @Nullable String failure) {}
}
