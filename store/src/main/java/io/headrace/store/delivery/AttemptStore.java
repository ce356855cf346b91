package io.headrace.store.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Records how attempts ended and moves their deliveries on: the attempt's row and the delivery's state are one. */
@Singleton
public final class AttemptStore {
    // A wait counts from the end of its attempt, however long the record had to wait for PostgreSQL. How long ago that
    // was is rounded down and was measured before the statement was sent, so a retry is never early on PostgreSQL's
    // clock. An attempt whose lease was taken away changes nothing and is not logged: its number belongs to whoever
    // holds the lease.
    private static final String END = """
            WITH ended AS (
                SELECT *
                FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::bigint[], $5::bigint[], $6::int[], $7::text[],
                            $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::int[], $13::int[], $14::int[],
                            $15::int[], $16::text[])
                    AS ended (delivery_id, lease_id, number, started_millis_ago, duration_ms, status, failure,
                              response_body, next, wait_ms, ended_millis_ago, dns_ms, connect_ms, tls_ms,
                              first_byte_ms, response_headers)),
            moved AS (
                UPDATE delivery
                SET state = ended.next,
                    attempts = ended.number,
                    due_at = CASE ended.next WHEN 'waiting'
                        THEN headrace_now() + (ended.wait_ms - ended.ended_millis_ago) * interval '1 millisecond'
                        ELSE due_at END,
                    finished_at = CASE WHEN ended.next NOT IN ('waiting', 'held') THEN headrace_now() END,
                    probes = CASE ended.next WHEN 'held' THEN coalesce(delivery.probes, 0) + 1 ELSE delivery.probes END,
                    lease_id = NULL, lease_holder = NULL, leased_until = NULL
                FROM ended
                WHERE delivery.id = ended.delivery_id AND delivery.lease_id = ended.lease_id
                  AND delivery.state = 'sending'
                RETURNING delivery.id, ended.lease_id, delivery.state, delivery.due_at, delivery.subscription_id,
                    delivery.record_id, delivery.sequence)""";

    private static final String LOG = """
            , logged AS (
                INSERT INTO attempt (delivery_id, number, started_at, duration_ms, status, failure, response_body,
                                     dns_ms, connect_ms, tls_ms, first_byte_ms, response_headers, next_attempt_at)
                SELECT delivery_id, number, headrace_now() - started_millis_ago * interval '1 millisecond',
                       least(duration_ms, 2147483647)::int, status, failure, response_body, dns_ms, connect_ms, tls_ms,
                       first_byte_ms, response_headers, CASE moved.state WHEN 'waiting' THEN moved.due_at END
                FROM ended JOIN moved ON moved.id = ended.delivery_id AND moved.lease_id = ended.lease_id)
            SELECT lease_id FROM moved""";

    private static final String RECORD = END + LOG;

    // Whoever waits for one that is over is due now: the next in line, which wakes the one after it in turn. It waits
    // for a claim that is just putting it off, so that it is woken after that. Batches in which nobody stands in a line
    // do without.
    private static final String RECORD_AND_WAKE = END + """
            , woken AS (
                UPDATE delivery
                SET due_at = CASE WHEN delivery.blocked THEN least(delivery.due_at, headrace_now()) ELSE delivery.due_at END,
                    blocked = NULL
                FROM moved, LATERAL (
                    SELECT behind.id FROM delivery AS behind
                    WHERE behind.subscription_id = moved.subscription_id AND behind.record_id = moved.record_id
                      AND behind.sequence > moved.sequence AND behind.sequence IS NOT NULL
                      AND behind.state IN ('pending', 'waiting', 'sending', 'held')
                    ORDER BY behind.sequence LIMIT 1) AS next
                WHERE moved.sequence IS NOT NULL AND moved.state NOT IN ('waiting', 'held')
                  AND delivery.id = next.id AND delivery.state IN ('pending', 'waiting'))""" + LOG;

    private final Pool pool;

    AttemptStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Answers the leases whose deliveries moved; one that is missing had been taken away, or was recorded by an earlier
     * try. Two attempts of one delivery may be among them: one that lost its lease, and one that was made after that.
     */
    public Uni<Set<UUID>> record(List<EndedAttempt> attempts, long nowNanos) {
        String sql = attempts.stream().anyMatch(ended -> ended.delivery().ordered()) ? RECORD_AND_WAKE : RECORD;
        return pool.preparedQuery(sql).execute(columns(attempts, nowNanos)).map(rows -> {
            Set<UUID> moved = new HashSet<>();
            rows.forEach(row -> moved.add(row.getUUID(0)));
            return moved;
        });
    }

    private static Tuple columns(List<EndedAttempt> attempts, long nowNanos) {
        return Tuple.tuple()
                .addValue(column(attempts, ended -> ended.delivery().id(), UUID[]::new))
                .addValue(column(attempts, ended -> ended.delivery().leaseId(), UUID[]::new))
                .addValue(column(attempts, ended -> ended.delivery().number(), Integer[]::new))
                .addValue(column(attempts, ended -> millisAgo(ended.startedNanos(), nowNanos), Long[]::new))
                .addValue(column(attempts, ended -> ended.duration().toMillis(), Long[]::new))
                .addValue(column(attempts, ofAnswer(EndedAttempt.Answer::status), Integer[]::new))
                .addValue(column(attempts, AttemptStore::failure, String[]::new))
                .addValue(column(attempts, ofAnswer(EndedAttempt.Answer::body), String[]::new))
                .addValue(column(attempts, ended -> ended.next().wireName(), String[]::new))
                .addValue(column(attempts, ended -> ended.retryWait().toMillis(), Long[]::new))
                .addValue(column(attempts, ended -> millisAgo(ended.endedNanos(), nowNanos), Long[]::new))
                .addValue(column(attempts, ended -> ended.timings().dns(), Integer[]::new))
                .addValue(column(attempts, ended -> ended.timings().connect(), Integer[]::new))
                .addValue(column(attempts, ended -> ended.timings().tls(), Integer[]::new))
                .addValue(column(attempts, ended -> ended.timings().firstByte(), Integer[]::new))
                .addValue(column(attempts, ofAnswer(EndedAttempt.Answer::headers), String[]::new));
    }

    private static <C> Function<EndedAttempt, @Nullable C> ofAnswer(Function<EndedAttempt.Answer, C> column) {
        return ended -> {
            EndedAttempt.Answer answer = ended.answer();
            return answer == null ? null : column.apply(answer);
        };
    }

    private static @Nullable String failure(EndedAttempt ended) {
        AttemptFailure failure = ended.failure();
        return failure == null ? null : failure.wireName();
    }

    private static long millisAgo(long thenNanos, long nowNanos) {
        return Duration.ofNanos(nowNanos - thenNanos).toMillis();
    }

    private static <C> C[] column(
            List<EndedAttempt> attempts, Function<EndedAttempt, @Nullable C> column, IntFunction<C[]> array) {
        return attempts.stream().map(column).toArray(array);
    }
}
