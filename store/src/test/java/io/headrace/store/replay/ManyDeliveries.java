package io.headrace.store.replay;

import io.headrace.store.delivery.DeliveryTables;
import java.util.UUID;

/**
 * Events of one owner, a second apart since the day began before yesterday, each with a delivery to one busy subscription.
 * Every hundredth is of another owner's event, and every ten thousandth went to a quiet subscription too.
 */
final class ManyDeliveries {
    static final UUID OWNER = new UUID(7, 1);
    static final UUID OTHER_OWNER = new UUID(7, 9);
    static final UUID ENDPOINT = new UUID(7, 2);
    static final UUID COLLABORATOR = new UUID(7, 3);
    static final UUID BUSY = new UUID(7, 4);
    static final UUID QUIET = new UUID(7, 5);
    static final int COUNT = 60_000;
    static final int QUIET_COUNT = 6;
    static final int RARE_EVERY = 2_000;

    private ManyDeliveries() {}

    /** Some that are exhausted, with status 404, among those that were delivered. */
    static void fill(DeliveryTables tables) {
        tables.script("""
                TRUNCATE event, delivery, attempt, replay_job, subscription, collaborator, endpoint, owner CASCADE;
                SELECT headrace_ensure_partitions(parent, (now() AT TIME ZONE 'UTC')::date - 2, 2)
                FROM unnest(ARRAY ['event', 'delivery', 'attempt']) AS parent;
                CREATE OR REPLACE FUNCTION made_up_id(i int, salt text) RETURNS uuid LANGUAGE sql STABLE RETURN
                    (left(headrace_id_floor(date_trunc('day', now(), 'UTC') - interval '2 days' + i * interval '1 second')::text, 14)
                     || '8' || substr(md5(salt || i), 1, 3) || '-8' || substr(md5(salt || i), 4, 3) || '-'
                     || substr(md5(salt || i), 8, 12))::uuid""");
        tables.longScript("""
                INSERT INTO owner (id, account, name, password_hash, role, created_at)
                VALUES ('%1$s', 'a', '', '', 'owner', now()), ('%2$s', 'b', '', '', 'owner', now());
                INSERT INTO endpoint (id, owner_id, slug, name, schema, schema_version, active, signing_secret, created_at,
                                      updated_at)
                VALUES ('%3$s', '%1$s', 'orders', '', '{}', 1, true, '', now(), now());
                INSERT INTO collaborator (id, owner_id, endpoint_id, email, name, token_hash, created_at)
                VALUES ('%4$s', '%1$s', '%3$s', 'c@example.com', '', '', now());
                INSERT INTO subscription (id, owner_id, endpoint_id, collaborator_id, environment, url, target_url,
                                          header_names, sealed_secret, active, enabled_at, created_at, updated_at)
                VALUES ('%5$s', '%1$s', '%3$s', NULL, 'live', '', '', '{}', '', true, now(), now(), now()),
                       ('%6$s', '%1$s', '%3$s', '%4$s', 'live', '', '', '{}', '', true, now(), now(), now());
                INSERT INTO event (id, type, owner_id, endpoint_id, environment, record_id, request_id, body, created_at)
                SELECT made_up_id(i, 'event'), 'record.created',
                       CASE WHEN i %% 100 = 1 THEN '%2$s'::uuid ELSE '%1$s' END, '%3$s', 'live',
                       made_up_id(i / 10, 'record'), '', '', now()
                FROM generate_series(1, %7$d) AS i;
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url, state,
                                      attempts, due_at, created_at, finished_at)
                SELECT made_up_id(i, 'busy'), made_up_id(i, 'event'),
                       CASE WHEN i %% 100 = 1 THEN '%2$s'::uuid ELSE '%1$s' END, '%3$s', made_up_id(i / 10, 'record'),
                       '%5$s', '', CASE i %% %8$d WHEN 0 THEN 'exhausted' ELSE 'delivered' END, 1, now(), now(), now()
                FROM generate_series(1, %7$d) AS i;
                INSERT INTO delivery (id, event_id, owner_id, endpoint_id, record_id, subscription_id, target_url, state,
                                      attempts, due_at, created_at, finished_at)
                SELECT made_up_id(i, 'quiet'), made_up_id(i, 'event'), '%1$s', '%3$s', made_up_id(i / 10, 'record'),
                       '%6$s', '', 'delivered', 1, now(), now(), now()
                FROM generate_series(10000, %7$d, 10000) AS i;
                INSERT INTO attempt (delivery_id, number, started_at, duration_ms, status, failure)
                SELECT id, 1, now(), 1, CASE state WHEN 'delivered' THEN 200 ELSE 404 END,
                       CASE state WHEN 'exhausted' THEN 'status' END
                FROM delivery;
                ANALYZE event, delivery, attempt, subscription""".formatted(OWNER, OTHER_OWNER, ENDPOINT, COLLABORATOR, BUSY, QUIET, COUNT, RARE_EVERY));
    }

    static DeliveryFilter all() {
        return DeliveryFilter.all(OWNER, null, null, null);
    }

    static DeliveryFilter ofSubscription(UUID id) {
        return new DeliveryFilter(OWNER, null, null, null, id, null, null, java.util.Set.of(), null, null, null);
    }
}
