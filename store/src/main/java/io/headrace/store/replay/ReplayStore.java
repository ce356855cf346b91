package io.headrace.store.replay;

import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.store.delivery.DeliveryState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries out replay jobs, some deliveries at a time, by turns. How far a job has come moves in the transaction
 * that inserts the deliveries, and their ids follow from the job's: none is made twice.
 */
@Singleton
public final class ReplayStore {
    /**
     * Leaves out what was replayed before, unless that failed too; a replay is replayed only when it is named itself. It
     * is asked for each delivery by itself, so that what it costs does not depend on how many were ever replayed.
     */
    private static final String NOT_MADE_UP_FOR = " " + """
             AND d.replay_of IS NULL
             AND (SELECT 1 FROM delivery again
                  WHERE again.replay_of = d.id
                    AND again.id >= headrace_id_first(d.id) AND again.id <= headrace_id_last(d.id)
                    AND again.state NOT IN %s
                  LIMIT 1) IS NULL""".formatted(FilterQuery.IN_VAIN);

    /** Events that one step looks at, whatever it finds there: what bounds the time that it takes. */
    static final int EVENTS_A_STEP = 5_000;

    /** Clocks differ by less: what was accepted so much later than a job was asked for is not meant. */
    private static final Duration SKEW = Duration.ofHours(1);

    /** Shorter than whoever waits for a step is patient: a step that fails for it is known to have failed. */
    private static final String LIMIT_TIME = "SET LOCAL statement_timeout = '4s'; SET LOCAL transaction_timeout = '7s'";

    // One job of each owner is looked at, found from owner to owner: what one of them has asked for, however often,
    // keeps
    // nobody else from a step. Of those the one goes on that has waited longest.
    static final String JOB = """
            WITH RECURSIVE waiting (owner_id) AS (
                (SELECT owner_id FROM replay_job WHERE state = 'running' ORDER BY owner_id LIMIT 1)
                UNION ALL
                SELECT (SELECT job.owner_id FROM replay_job job
                        WHERE job.state = 'running' AND job.owner_id > waiting.owner_id
                        ORDER BY job.owner_id LIMIT 1)
                FROM waiting WHERE waiting.owner_id IS NOT NULL)
            SELECT replay_job.*,
                   coalesce((SELECT active FROM owner WHERE owner.id = replay_job.owner_id), true) AS owner_active
            FROM replay_job
            WHERE state = 'running'
              AND (stepped_at IS NULL OR stepped_at <= headrace_now() - $1::bigint * interval '1 millisecond')
              AND id = ANY (ARRAY(
                SELECT (SELECT job.id FROM replay_job job
                        WHERE job.state = 'running' AND job.owner_id = waiting.owner_id
                          AND (job.stepped_at IS NULL
                            OR job.stepped_at <= headrace_now() - $1::bigint * interval '1 millisecond')
                        ORDER BY coalesce(job.stepped_at, job.created_at) LIMIT 1)
                FROM waiting WHERE waiting.owner_id IS NOT NULL AND waiting.owner_id <> ALL ($2::uuid[])))
            ORDER BY coalesce(stepped_at, created_at)
            LIMIT 1
            FOR UPDATE OF replay_job SKIP LOCKED""";

    // A subscription that got few of many events is not walked to through all of them. As a pair, see DeliverySearch.
    private static final String NEXT_OF_SUBSCRIPTION = """
            SELECT event_id AS id FROM delivery
            WHERE subscription_id IS NOT NULL AND attempts >= 0
              AND (subscription_id, event_id) >= ($1, $2) AND (subscription_id, event_id) < ($1, $3)
            ORDER BY subscription_id, event_id LIMIT 1""";

    private static final String END_OF_STEP = """
            SELECT id FROM event
            WHERE type <> '' AND owner_id = $1 AND id >= $2 AND id < $3
            ORDER BY id OFFSET $4 LIMIT 1""";

    private static final String END_OF_STEP_OF_RECORD = """
            SELECT id FROM event
            WHERE type <> '' AND owner_id = $1 AND id >= $2 AND id < $3 AND record_id = $5
            ORDER BY id OFFSET $4 LIMIT 1""";

    // The owner's events lead, and each is followed to its own deliveries. They are not counted again: what was told
    // since the end of the step was looked for stands among them, and would push others out, over which the next step
    // then passes.
    private static final String NEXT = """
            SELECT e.id AS event_id, d.id
            FROM (SELECT id, type, owner_id, endpoint_id, environment, record_id
                  FROM event
                  WHERE type <> '' AND owner_id = %s AND id >= %s AND id < %s%s
                  ORDER BY id OFFSET 0) e
                CROSS JOIN LATERAL (
                  SELECT * FROM delivery
                  WHERE delivery.event_id = e.id
                    AND delivery.id >= headrace_id_first(e.id) AND delivery.id <= headrace_id_last(e.id)
                  OFFSET 0) d""";

    private static final String ADD = """
            INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url, auth_header,
                                  sealed_auth, state, attempts, due_at, created_at, replay_of)
            SELECT again.id, d.event_id, d.owner_id, d.endpoint_id, d.record_id, d.subscription_id, d.target_url,
                   d.auth_header, d.sealed_auth, 'pending', 0, headrace_now(), headrace_now(), coalesce(d.replay_of, d.id)
            FROM unnest($1::uuid[], $2::uuid[]) AS again (id, of_delivery) JOIN delivery d ON d.id = of_delivery
            ON CONFLICT DO NOTHING""";

    // A step that found nothing to send has nothing to slow down for.
    private static final String MOVE = """
            UPDATE replay_job
            SET replayed = replayed + $2::bigint, after_event = coalesce($3, after_event),
                after_delivery = coalesce($4, after_delivery),
                stepped_at = headrace_now() - CASE WHEN $2::bigint = 0 THEN $6::bigint ELSE 0 END * interval '1 millisecond',
                state = CASE WHEN $5::boolean THEN 'finished' ELSE state END,
                finished_at = CASE WHEN $5::boolean THEN headrace_now() END
            WHERE id = $1""";

    private static final String CANCEL =
            "UPDATE replay_job SET state = 'cancelled', finished_at = headrace_now() WHERE id = $1";

    private static final String POSTPONE = "UPDATE replay_job SET stepped_at = headrace_now() WHERE id = $1";

    private static final UUID FIRST = new UUID(0, 0);

    private final Pool pool;

    ReplayStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * One step of one job that has not made one for a while; answers whose it was, if there was such a job. What a step
     * costs is bounded, whatever its filter finds among however many events. The job of a deactivated owner ends.
     *
     * @param pause between two steps of a job that send something
     * @param limit deliveries in a step
     * @param served owners whose jobs are left for later
     */
    public Uni<Optional<UUID>> step(Duration pause, int limit, Set<UUID> served) {
        AtomicReference<UUID> begun = new AtomicReference<>();
        Tuple turn = Tuple.of(pause.toMillis(), served.toArray(UUID[]::new));
        return pool.withTransaction(connection -> connection
                        .query(LIMIT_TIME)
                        .execute()
                        .chain(() -> connection.preparedQuery(JOB).execute(turn))
                        .chain(jobs -> jobs.size() == 0
                                ? Uni.createFrom().item(Optional.<UUID>empty())
                                : go(connection, jobs.iterator().next(), pause, limit, begun)))
                .onFailure()
                .call(failure -> postpone(begun.get()))
                .onFailure()
                .transform(failure -> begun.get() == null
                        ? failure
                        : new IllegalStateException(
                                "replay job " + begun.get() + " cannot make a step: " + failure.getMessage(), failure))
                .onCancellation()
                .call(() -> postpone(begun.get()));
    }

    private static Uni<Optional<UUID>> go(
            SqlConnection connection, Row job, Duration pause, int limit, AtomicReference<UUID> begun) {
        UUID id = job.getUUID("id");
        begun.set(id);
        Uni<Void> step = job.getBoolean("owner_active")
                ? new Step(connection, job, pause, limit).make()
                : connection.preparedQuery(CANCEL).execute(Tuple.of(id)).replaceWithVoid();
        return step.replaceWith(Optional.of(job.getUUID("owner_id")));
    }

    /** So that a job that cannot go on leaves the turn to others. */
    private Uni<Void> postpone(@Nullable UUID jobId) {
        return jobId == null
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(POSTPONE).execute(Tuple.of(jobId)).replaceWithVoid();
    }

    /** A job's next events, and the deliveries of those that are meant. */
    private record Step(SqlConnection connection, Row job, Duration pause, int limit) {
        Uni<Void> make() {
            return begin().chain(from -> from.isEmpty()
                    ? replay(List.of(), Optional.empty())
                    : end(from.get()).chain(end -> find(from.get(), end).chain(found -> replay(found, end))));
        }

        /** The event with which this step begins; empty: there are no more. */
        private Uni<Optional<UUID>> begin() {
            UUID subscriptionId = job.getUUID("subscription_id");
            return subscriptionId == null
                    ? Uni.createFrom().item(Optional.of(from()))
                    : one(NEXT_OF_SUBSCRIPTION, Tuple.of(subscriptionId, from(), before()));
        }

        /** The event before which this step ends, because it has looked at enough; empty: there are no more. */
        private Uni<Optional<UUID>> end(UUID from) {
            UUID recordId = job.getUUID("record_id");
            Tuple row = Tuple.of(job.getUUID("owner_id"), from, before(), (long) EVENTS_A_STEP);
            return recordId == null ? one(END_OF_STEP, row) : one(END_OF_STEP_OF_RECORD, row.addValue(recordId));
        }

        private Uni<Optional<UUID>> one(String sql, Tuple row) {
            return connection
                    .preparedQuery(sql)
                    .execute(row)
                    .map(rows -> rows.size() == 0
                            ? Optional.empty()
                            : Optional.of(rows.iterator().next().getUUID("id")));
        }

        private Uni<List<DeliveryPlace>> find(UUID from, Optional<UUID> end) {
            FilterQuery query =
                    FilterQuery.ofEvents(filter(job)).add("d.created_at <= %s", job.getOffsetDateTime("created_at"));
            UUID afterEvent = job.getUUID("after_event");
            if (afterEvent != null) {
                String place = query.bind(afterEvent) + ", " + query.bind(job.getUUID("after_delivery"));
                query.and("(e.id, d.id) > (" + place + ")");
            }
            UUID recordId = job.getUUID("record_id");
            String events = NEXT.formatted(
                    query.bind(job.getUUID("owner_id")),
                    query.bind(from),
                    query.bind(end.orElse(before())),
                    recordId == null ? "" : " AND record_id = " + query.bind(recordId));
            String sql = events + (job.getInteger("status") == null ? "" : FilterQuery.LAST) + " WHERE "
                    + query.conditions() + (job.getUUID("delivery_id") == null ? NOT_MADE_UP_FOR : "")
                    + " ORDER BY e.id, d.id LIMIT " + query.bind((long) limit);
            return connection
                    .preparedQuery(sql)
                    .execute(query.values())
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> new DeliveryPlace(row.getUUID("event_id"), row.getUUID("id")))
                            .toList());
        }

        private Uni<Void> replay(List<DeliveryPlace> originals, Optional<UUID> end) {
            UUID jobId = job.getUUID("id");
            Tuple added = Tuple.of(
                    originals.stream()
                            .map(original -> Ids.replay(original.eventId(), jobId, original.deliveryId()))
                            .toArray(UUID[]::new),
                    originals.stream().map(DeliveryPlace::deliveryId).toArray(UUID[]::new));
            boolean full = originals.size() == limit;
            DeliveryPlace reached = full
                    ? originals.get(limit - 1)
                    : end.map(event -> new DeliveryPlace(event, FIRST)).orElse(null);
            Tuple moved = Tuple.tuple()
                    .addValue(jobId)
                    .addValue((long) originals.size())
                    .addValue(reached == null ? null : reached.eventId())
                    .addValue(reached == null ? null : reached.deliveryId())
                    .addValue(!full && end.isEmpty())
                    .addValue(pause.toMillis());
            return connection
                    .preparedQuery(ADD)
                    .execute(added)
                    .chain(() -> connection.preparedQuery(MOVE).execute(moved))
                    .replaceWithVoid();
        }

        /** Where it goes on, or begins; a delivery is stamped as its event is. */
        private UUID from() {
            UUID afterEvent = job.getUUID("after_event");
            UUID deliveryId = job.getUUID("delivery_id");
            OffsetDateTime from = job.getOffsetDateTime("from_at");
            if (afterEvent != null) {
                return afterEvent;
            }
            return deliveryId != null
                    ? Ids.first(Ids.time(deliveryId))
                    : from == null ? FIRST : Ids.first(from.toInstant());
        }

        /** Nothing from here on is meant. */
        private UUID before() {
            UUID deliveryId = job.getUUID("delivery_id");
            OffsetDateTime to = job.getOffsetDateTime("to_at");
            if (deliveryId != null) {
                return Ids.first(Ids.time(deliveryId).plusMillis(1));
            }
            Instant asked = job.getOffsetDateTime("created_at").toInstant().plus(SKEW);
            return Ids.first(to == null || to.toInstant().isAfter(asked) ? asked : to.toInstant());
        }
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
