package io.headrace.store.replay;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.store.delivery.DeliveryState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries out replay jobs, some deliveries at a time, the oldest first. How far a job has come moves in the transaction
 * that inserts the deliveries, and their ids follow from the job's: none is made twice.
 */
@Singleton
public final class ReplayStore {
    /** Leaves out what was replayed before, unless that failed too; a replay is replayed only when it is named itself. */
    static final String NOT_MADE_UP_FOR = " " + """
             AND d.replay_of IS NULL
             AND NOT EXISTS (SELECT FROM delivery again WHERE again.event_id = d.event_id AND again.replay_of = d.id
                             AND again.state NOT IN ('exhausted', 'cancelled'))""";

    private static final String JOB = """
            SELECT * FROM replay_job
            WHERE state = 'running'
              AND (stepped_at IS NULL OR stepped_at <= headrace_now() - $1::bigint * interval '1 millisecond')
            ORDER BY stepped_at NULLS FIRST
            LIMIT 1
            FOR UPDATE SKIP LOCKED""";

    private static final String NEXT =
            "SELECT e.id AS event_id, d.id FROM event e JOIN delivery d ON d.event_id = e.id ";

    private static final String ADD = """
            INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url, auth_header,
                                  sealed_auth, state, attempts, due_at, created_at, replay_of)
            SELECT again.id, d.event_id, d.owner_id, d.endpoint_id, d.record_id, d.subscription_id, d.target_url,
                   d.auth_header, d.sealed_auth, 'pending', 0, headrace_now(), headrace_now(), coalesce(d.replay_of, d.id)
            FROM unnest($1::uuid[], $2::uuid[]) AS again (id, of_delivery) JOIN delivery d ON d.id = of_delivery
            ON CONFLICT DO NOTHING""";

    private static final String MOVE = """
            UPDATE replay_job
            SET replayed = replayed + $2::bigint, after_event = coalesce($3, after_event),
                after_delivery = coalesce($4, after_delivery), stepped_at = headrace_now(),
                state = CASE WHEN $5::boolean THEN 'finished' ELSE state END,
                finished_at = CASE WHEN $5::boolean THEN headrace_now() END
            WHERE id = $1""";

    private static final String POSTPONE = "UPDATE replay_job SET stepped_at = headrace_now() WHERE id = $1";

    private final Pool pool;

    /** Carries out of the transaction whose step it was that failed. */
    private static final class StepFailed extends RuntimeException {
        private final UUID jobId;

        StepFailed(UUID jobId, Throwable cause) {
            super("replay job " + jobId + " cannot make a step: " + cause.getMessage(), cause, false, false);
            this.jobId = jobId;
        }
    }

    ReplayStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * One step of one job that has not made one for a while; answers whether there was such a job.
     *
     * @param pause between two steps of a job
     * @param limit deliveries in a step
     */
    public Uni<Boolean> step(Duration pause, int limit) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(JOB)
                        .execute(Tuple.of(pause.toMillis()))
                        .chain(jobs -> jobs.size() == 0
                                ? Uni.createFrom().item(false)
                                : step(connection, jobs.iterator().next(), limit)
                                        .replaceWith(true)))
                .onFailure(StepFailed.class)
                .call(failure -> postpone(((StepFailed) failure).jobId));
    }

    /** So that a job that cannot go on leaves the turn to others. */
    private Uni<Void> postpone(UUID jobId) {
        return pool.preparedQuery(POSTPONE).execute(Tuple.of(jobId)).replaceWithVoid();
    }

    private static Uni<Void> step(SqlConnection connection, Row job, int limit) {
        FilterQuery query = next(job);
        String sql = NEXT + (job.getInteger("status") == null ? "" : DeliveryLogStore.LAST) + " WHERE "
                + query.conditions() + (job.getUUID("delivery_id") == null ? NOT_MADE_UP_FOR : "")
                + " ORDER BY e.id, d.id LIMIT " + query.bind((long) limit);
        return connection
                .preparedQuery(sql)
                .execute(query.values())
                .chain(found -> replay(connection, job, found, limit))
                .onFailure()
                .transform(failure -> new StepFailed(job.getUUID("id"), failure));
    }

    private static Uni<Void> replay(SqlConnection connection, Row job, RowSet<Row> found, int limit) {
        List<DeliveryPlace> originals = StreamSupport.stream(found.spliterator(), false)
                .map(row -> new DeliveryPlace(row.getUUID("event_id"), row.getUUID("id")))
                .toList();
        UUID jobId = job.getUUID("id");
        Tuple added = Tuple.of(
                originals.stream()
                        .map(original -> Ids.replay(original.eventId(), jobId, original.deliveryId()))
                        .toArray(UUID[]::new),
                originals.stream().map(DeliveryPlace::deliveryId).toArray(UUID[]::new));
        DeliveryPlace last = originals.isEmpty() ? null : originals.get(originals.size() - 1);
        Tuple moved = Tuple.tuple()
                .addValue(jobId)
                .addValue((long) originals.size())
                .addValue(last == null ? null : last.eventId())
                .addValue(last == null ? null : last.deliveryId())
                .addValue(originals.size() < limit);
        return connection
                .preparedQuery(ADD)
                .execute(added)
                .chain(() -> connection.preparedQuery(MOVE).execute(moved))
                .replaceWithVoid();
    }

    /** What is meant, was there when the job was asked for, and comes after what it has done. */
    private static FilterQuery next(Row job) {
        FilterQuery query = new FilterQuery(filter(job)).add("d.created_at <= %s", job.getOffsetDateTime("created_at"));
        UUID afterEvent = job.getUUID("after_event");
        if (afterEvent != null) {
            query.add("e.id >= %s", afterEvent);
            String place = query.bind(afterEvent) + ", " + query.bind(job.getUUID("after_delivery"));
            query.and("(e.id, d.id) > (" + place + ")");
        }
        return query;
    }

    private static DeliveryFilter filter(Row job) {
        return new DeliveryFilter(
                job.getUUID("owner_id"),
                job.getUUID("endpoint_id"),
                job.getString("environment") == null ? null : Environment.ofWireName(job.getString("environment")),
                job.getUUID("collaborator_id"),
                job.getUUID("subscription_id"),
                job.getUUID("delivery_id"),
                job.getUUID("record_id"),
                Arrays.stream(job.getArrayOfStrings("states"))
                        .map(DeliveryState::ofWireName)
                        .collect(Collectors.toSet()),
                job.getInteger("status"),
                instant(job.getOffsetDateTime("from_at")),
                instant(job.getOffsetDateTime("to_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
