package io.headrace.store.replay;

import io.headrace.contracts.Ids;
import io.headrace.store.delivery.DeliveryState;
import io.headrace.store.tenant.TenantPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the notifier for what only it may do, durably: ingest-api's side of the queue. */
@Singleton
public final class DeliveryRequestStore {
    private static final String TEST = """
            INSERT INTO delivery_request (id, owner_id, kind, endpoint_id, subscription_id, delivery_id, environment,
                                          request_id, body, created_at)
            VALUES ($1, $2, 'test', $3, $4, $5, $6, $7, $8, headrace_now())""";

    private static final String REPLAY = """
            INSERT INTO delivery_request (id, owner_id, kind, endpoint_id, subscription_id, collaborator_id, delivery_id,
                                          record_id, states, status, from_at, to_at, total, environment, created_at)
            VALUES ($1, $2, 'replay', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, headrace_now())
            RETURNING created_at""";

    private static final String CANCEL = """
            INSERT INTO delivery_request (id, owner_id, kind, job_id, created_at)
            VALUES ($1, $2, 'cancel', $3, headrace_now())""";

    private static final String RELEASE = """
            INSERT INTO delivery_request (id, owner_id, kind, subscription_id, created_at)
            VALUES ($1, $2, 'release', $3, headrace_now())""";

    // A job is in one of the two, or for a moment in both.
    private static final String FIND = """
            SELECT id, state, total, replayed, after_event, created_at, finished_at
            FROM replay_job
            WHERE id = $1 AND owner_id = $2 AND ($3::uuid IS NULL OR endpoint_id = $3)
              AND ($4::uuid IS NULL OR collaborator_id = $4)
              AND ($5::text IS NULL OR environment = $5)
            UNION ALL
            SELECT id, 'queued', total, 0, NULL, created_at, NULL
            FROM delivery_request
            WHERE id = $1 AND owner_id = $2 AND kind = 'replay' AND ($3::uuid IS NULL OR endpoint_id = $3)
              AND ($4::uuid IS NULL OR collaborator_id = $4)
              AND ($5::text IS NULL OR environment = $5)""";

    private final TenantPool pool;

    DeliveryRequestStore(TenantPool pool) {
        this.pool = pool;
    }

    public Uni<Void> send(TestEvent event) {
        Tuple row = Tuple.tuple()
                .addValue(event.id())
                .addValue(event.ownerId())
                .addValue(event.endpointId())
                .addValue(event.subscriptionId())
                .addValue(event.deliveryId())
                .addValue(event.environment().wireName())
                .addValue(event.requestId())
                .addValue(event.body());
        return pool.write(event.ownerId(), TEST, row).replaceWithVoid();
    }

    /**
     * Has all deliveries replayed that are meant and rest in one of the filter's states.
     *
     * @param total how many there are now; null: nobody has counted
     */
    public Uni<StoredJob> replay(UUID jobId, DeliveryFilter filter, @Nullable Long total) {
        Tuple row = Tuple.tuple()
                .addValue(jobId)
                .addValue(filter.ownerId())
                .addValue(filter.endpointId())
                .addValue(filter.subscriptionId())
                .addValue(filter.collaboratorId())
                .addValue(filter.deliveryId())
                .addValue(filter.recordId())
                .addValue(filter.states().stream().map(DeliveryState::wireName).toArray(String[]::new))
                .addValue(filter.status())
                .addValue(time(filter.from()))
                .addValue(time(filter.to()))
                .addValue(total)
                .addValue(environment(filter));
        return pool.write(filter.ownerId(), REPLAY, row)
                .map(rows -> new StoredJob(
                        jobId,
                        "queued",
                        total,
                        0,
                        null,
                        rows.iterator().next().getOffsetDateTime(0).toInstant(),
                        null));
    }

    /** Has a job ended as far as it has come; one that has ended stays as it is. */
    public Uni<Void> cancel(UUID ownerId, UUID jobId) {
        return pool.write(ownerId, CANCEL, Tuple.of(Ids.create(), ownerId, jobId))
                .replaceWithVoid();
    }

    /** Has a held subscription sent what was held; one that is not held by then stays as it is. */
    public Uni<Void> release(UUID ownerId, UUID subscriptionId) {
        return pool.write(ownerId, RELEASE, Tuple.of(Ids.create(), ownerId, subscriptionId))
                .replaceWithVoid();
    }

    /** @param scope of which only the owner, the endpoint, the environment and the collaborator count */
    public Uni<Optional<StoredJob>> find(DeliveryFilter scope, UUID jobId) {
        Tuple row = Tuple.of(jobId, scope.ownerId(), scope.endpointId(), scope.collaboratorId(), environment(scope));
        return pool.read(scope.ownerId(), FIND, row)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(job(rows.iterator().next())));
    }

    private static StoredJob job(Row row) {
        UUID reached = row.getUUID("after_event");
        OffsetDateTime finishedAt = row.getOffsetDateTime("finished_at");
        return new StoredJob(
                row.getUUID("id"),
                row.getString("state"),
                row.getLong("total"),
                row.getLong("replayed"),
                reached == null ? null : Ids.time(reached),
                row.getOffsetDateTime("created_at").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }

    private static @Nullable String environment(DeliveryFilter filter) {
        return filter.environment() == null ? null : filter.environment().wireName();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
