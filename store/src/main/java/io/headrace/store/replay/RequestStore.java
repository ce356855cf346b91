package io.headrace.store.replay;

import io.headrace.store.delivery.ReleaseStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Takes what people ask of the notifier out of the queue, and makes it its own: the notifier's side. */
@Singleton
public final class RequestStore {
    // All in one statement, so a request is either in the queue or carried out. The end of a job waits until the job
    // itself has been taken.
    private static final String TAKE = """
            WITH chosen AS (
                SELECT id
                FROM delivery_request asked
                WHERE kind <> 'cancel' OR NOT EXISTS (SELECT FROM delivery_request job WHERE job.id = asked.job_id)
                ORDER BY id
                LIMIT $1
                FOR UPDATE SKIP LOCKED),
            taken AS (
                DELETE FROM delivery_request USING chosen WHERE delivery_request.id = chosen.id
                RETURNING delivery_request.*),
            events AS (
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body, created_at)
                SELECT id, 'webhook.test', owner_id, endpoint_id, environment, subscription_id, request_id, body,
                       headrace_now()
                FROM taken WHERE kind = 'test'
                ON CONFLICT DO NOTHING),
            deliveries AS (
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url, state,
                                      attempts, due_at, created_at)
                SELECT delivery_id, taken.id, owner_id, endpoint_id, subscription_id, subscription_id,
                       coalesce(target.target_url, ''), 'pending', 0, headrace_now(), headrace_now()
                FROM taken LEFT JOIN subscription_target target ON target.id = subscription_id
                WHERE kind = 'test'
                ON CONFLICT DO NOTHING),
            jobs AS (
                INSERT INTO replay_job (id, owner_id, endpoint_id, subscription_id, collaborator_id, delivery_id, record_id,
                                        states, status, from_at, to_at, total, replayed, state, environment,
                                        created_at)
                SELECT id, owner_id, endpoint_id, subscription_id, collaborator_id, delivery_id, record_id, states, status,
                       from_at, to_at, total, 0, 'running', environment, created_at
                FROM taken WHERE kind = 'replay'
                ON CONFLICT DO NOTHING),
            ended AS (
                UPDATE replay_job SET state = 'cancelled', finished_at = headrace_now()
                FROM taken
                WHERE taken.kind = 'cancel' AND replay_job.id = taken.job_id AND replay_job.owner_id = taken.owner_id
                  AND replay_job.state = 'running'),
            released AS (
                UPDATE subscription_state SET %s
                FROM taken JOIN subscription ON subscription.id = taken.subscription_id
                    AND subscription.owner_id = taken.owner_id
                WHERE taken.kind = 'release' AND subscription_state.subscription_id = taken.subscription_id
                  AND subscription_state.phase = 'held')
            SELECT count(*) FROM taken""".formatted(ReleaseStore.RELEASED);

    private final Pool pool;

    RequestStore(Pool pool) {
        this.pool = pool;
    }

    /** Some of them, the oldest first; answers how many. */
    public Uni<Long> take(int limit) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of((long) limit))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
