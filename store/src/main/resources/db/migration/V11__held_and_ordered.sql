-- Subscriptions whose target fails for long, and order by choice (ADR 15, ADR 16).

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

ALTER TABLE subscription ADD COLUMN ordered boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN subscription.ordered IS 'later events of a record wait for earlier ones';

ALTER TABLE delivery_request DROP CONSTRAINT delivery_request_kind_check;
ALTER TABLE delivery_request ADD CONSTRAINT delivery_request_kind_check
    CHECK (kind IN ('test', 'replay', 'cancel', 'release'));

-- Writer: notifier --------------------------------------------------------------------------------------------------

ALTER TABLE event ADD COLUMN sequence bigint;
COMMENT ON COLUMN event.sequence IS
    'its command''s offset in Kafka: grows with each event of a record; null: a test event, or one of before';

ALTER TABLE delivery ADD COLUMN sequence bigint, ADD COLUMN blocked boolean, ADD COLUMN probes int;
COMMENT ON COLUMN delivery.sequence IS 'of the event, where the subscription asked for order; null: waits for nobody';
COMMENT ON COLUMN delivery.blocked IS 'true: due_at was moved because an earlier one is not finished';
COMMENT ON COLUMN delivery.probes IS 'attempts that were made to try a failing target; they use up no schedule';

-- What one record has on the way to one subscription, in order.
CREATE INDEX delivery_in_line ON delivery (subscription_id, record_id, sequence)
    WHERE sequence IS NOT NULL AND state IN ('pending', 'waiting', 'sending', 'held');

-- What is held for each subscription, in the order of its events.
CREATE INDEX delivery_held ON delivery (subscription_id, id) WHERE state = 'held';

ALTER TABLE subscription_state
    ALTER COLUMN disabled_at DROP NOT NULL,
    ALTER COLUMN disabled_reason DROP NOT NULL,
    ADD COLUMN url           text,
    ADD COLUMN failing_since timestamptz,
    ADD COLUMN failures      int     NOT NULL DEFAULT 0,
    ADD COLUMN failed        uuid[]  NOT NULL DEFAULT '{}',
    ADD COLUMN last_failure  text,
    ADD COLUMN last_status   int,
    ADD COLUMN phase         text CHECK (phase IN ('held', 'releasing', 'drained')),
    ADD COLUMN held_at       timestamptz,
    ADD COLUMN next_probe_at timestamptz,
    ADD COLUMN probe         uuid,
    ADD COLUMN probes        int     NOT NULL DEFAULT 0,
    ADD COLUMN released_at   timestamptz,
    ADD COLUMN stepped_at    timestamptz,
    ADD COLUMN drained_at    timestamptz,
    ADD COLUMN recovered     boolean NOT NULL DEFAULT false;
CREATE INDEX subscription_state_phase ON subscription_state (phase) WHERE phase IS NOT NULL;
COMMENT ON TABLE subscription_state IS
    'Subscriptions whose target is gone for good (410: disabled), or fails: what was seen of it, and what came of that';
COMMENT ON COLUMN subscription_state.url IS 'the target that failed; another one has not failed yet';
COMMENT ON COLUMN subscription_state.failing_since IS 'the first failure after the last success';
COMMENT ON COLUMN subscription_state.failures IS 'attempts that failed since then';
COMMENT ON COLUMN subscription_state.failed IS 'deliveries among them, as many as it takes to hold';
COMMENT ON COLUMN subscription_state.phase IS
    'held: nothing is sent but probes; releasing: what was held is sent, new events wait behind it; drained: nothing of it is left, and new events are sent at once again; null: as usual';
COMMENT ON COLUMN subscription_state.probe IS 'the delivery that tries the target';
COMMENT ON COLUMN subscription_state.recovered IS 'an attempt has succeeded since the release';

CREATE OR REPLACE VIEW subscription_target AS
SELECT s.id, s.target_url, s.sealed_headers, s.sealed_secret, s.schedule_seconds,
       CASE WHEN s.old_secret_until > headrace_now() THEN s.sealed_old_secret END AS sealed_old_secret,
       s.active AND s.deleted_at IS NULL AND (d.disabled_at IS NULL OR d.disabled_at < s.enabled_at) AS live,
       CASE
           WHEN d.phase = 'held' THEN 'held'
           WHEN d.phase IS NOT NULL AND NOT d.recovered THEN 'tried'
           WHEN d.failing_since IS NOT NULL THEN 'failing'
           ELSE 'sound' END AS standing,
       d.probe
FROM subscription s LEFT JOIN subscription_state d ON d.subscription_id = s.id;
