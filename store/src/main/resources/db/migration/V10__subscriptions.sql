-- Who is told of an endpoint's events besides the callbacks that requests bring along, and what people ask for again.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE TABLE collaborator (
    id          uuid PRIMARY KEY,
    owner_id    uuid        NOT NULL REFERENCES owner,
    endpoint_id uuid        NOT NULL REFERENCES endpoint ON DELETE CASCADE,
    email       text        NOT NULL,
    name        text        NOT NULL,
    token_hash  bytea       NOT NULL UNIQUE,
    created_at  timestamptz NOT NULL,
    UNIQUE (endpoint_id, email)
);
COMMENT ON COLUMN collaborator.token_hash IS 'SHA-256 of the token in their link, which has 256 random bits';

CREATE TABLE subscription (
    id                uuid PRIMARY KEY,
    owner_id          uuid        NOT NULL REFERENCES owner,
    endpoint_id       uuid        NOT NULL REFERENCES endpoint ON DELETE CASCADE,
    collaborator_id   uuid REFERENCES collaborator ON DELETE SET NULL,
    environment       text        NOT NULL CHECK (environment IN ('test', 'live')),
    url               text        NOT NULL,
    target_url        text        NOT NULL,
    events            text[],
    description       text,
    header_names      text[]      NOT NULL,
    sealed_headers    text,
    sealed_secret     text,
    sealed_old_secret text,
    old_secret_until  timestamptz,
    schedule_seconds  int[],
    active            boolean     NOT NULL,
    enabled_at        timestamptz NOT NULL,
    stopped_at        timestamptz,
    deleted_at        timestamptz,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CHECK (deleted_at IS NOT NULL OR sealed_secret IS NOT NULL),
    CHECK ((stopped_at IS NULL) = (active AND deleted_at IS NULL))
);
CREATE INDEX subscription_endpoint ON subscription (endpoint_id) WHERE deleted_at IS NULL;
CREATE INDEX subscription_collaborator ON subscription (collaborator_id) WHERE collaborator_id IS NOT NULL;
CREATE INDEX subscription_stopped ON subscription (stopped_at) WHERE stopped_at IS NOT NULL;
COMMENT ON TABLE subscription IS 'A deleted one stays, without its secrets: its deliveries name it';
COMMENT ON COLUMN subscription.collaborator_id IS 'null: the owner''s';
COMMENT ON COLUMN subscription.target_url IS 'url in the one spelling that budgets count by';
COMMENT ON COLUMN subscription.events IS 'null: every type';
COMMENT ON COLUMN subscription.schedule_seconds IS 'the wait before each attempt; null: the notifier''s own schedule';
COMMENT ON COLUMN subscription.enabled_at IS 'what the notifier stopped before this is forgiven';
COMMENT ON COLUMN subscription.stopped_at IS 'deactivated or deleted: what is not sent yet is cancelled';

-- Writer: notifier --------------------------------------------------------------------------------------------------

CREATE TABLE subscription_state (
    subscription_id uuid PRIMARY KEY,
    disabled_at     timestamptz NOT NULL,
    disabled_reason text        NOT NULL
);
CREATE INDEX subscription_state_disabled ON subscription_state (disabled_at);
COMMENT ON TABLE subscription_state IS 'Subscriptions whose target said that it is gone for good (410)';

-- What an attempt needs to know of its subscription, as it is at that moment. A secret that has run out is not there.
CREATE VIEW subscription_target AS
SELECT s.id, s.target_url, s.sealed_headers, s.sealed_secret, s.schedule_seconds,
       CASE WHEN s.old_secret_until > headrace_now() THEN s.sealed_old_secret END AS sealed_old_secret,
       s.active AND s.deleted_at IS NULL AND (d.disabled_at IS NULL OR d.disabled_at < s.enabled_at) AS live
FROM subscription s LEFT JOIN subscription_state d ON d.subscription_id = s.id;

ALTER TABLE delivery ADD COLUMN replay_of uuid;
COMMENT ON COLUMN delivery.replay_of IS 'the delivery that somebody asked for again; null for the first one';

-- Callbacks, and what rests, are not in it.
CREATE INDEX delivery_open_of_subscription ON delivery (subscription_id)
    WHERE subscription_id IS NOT NULL AND state IN ('pending', 'waiting');

-- What was delivered leaves this one alone: it finds the few that failed among the many.
CREATE INDEX delivery_undelivered ON delivery (owner_id, id) WHERE state IN ('exhausted', 'cancelled', 'held');

-- An event is never changed, so its indexes are written once, where those of delivery are with each attempt. The
-- condition always holds: it keeps the index for those who ask with it. Without it PostgreSQL may plan to find an event
-- by its id here, skipping through all owners, in a partition that was empty when the plan was made.
CREATE INDEX event_of_owner ON event (owner_id, id) WHERE type <> '';
CREATE INDEX event_of_record ON event (record_id);

-- Writer: ingest-api adds; the notifier takes away, in the transaction that carries it out -------------------------

CREATE TABLE delivery_request (
    id              uuid PRIMARY KEY,
    owner_id        uuid        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('test', 'replay', 'cancel')),
    endpoint_id     uuid,
    subscription_id uuid,
    collaborator_id uuid,
    delivery_id     uuid,
    record_id       uuid,
    states          text[],
    status          int,
    from_at         timestamptz,
    to_at           timestamptz,
    total           bigint,
    job_id          uuid,
    environment     text,
    request_id      text,
    body            text,
    created_at      timestamptz NOT NULL
);
COMMENT ON TABLE delivery_request IS 'A queue: what people ask of the notifier';
COMMENT ON COLUMN delivery_request.id IS 'of a test event, of a replay job; of neither for the end of a job';

-- Writer: notifier --------------------------------------------------------------------------------------------------

CREATE TABLE replay_job (
    id              uuid PRIMARY KEY,
    owner_id        uuid        NOT NULL,
    endpoint_id     uuid,
    subscription_id uuid,
    collaborator_id uuid,
    delivery_id     uuid,
    record_id       uuid,
    states          text[]      NOT NULL,
    status          int,
    from_at         timestamptz,
    to_at           timestamptz,
    environment     text,
    total           bigint      NOT NULL,
    replayed        bigint      NOT NULL,
    state           text        NOT NULL CHECK (state IN ('running', 'finished', 'cancelled')),
    after_event     uuid,
    after_delivery  uuid,
    created_at      timestamptz NOT NULL,
    stepped_at      timestamptz,
    finished_at     timestamptz
);
CREATE INDEX replay_job_running ON replay_job (stepped_at NULLS FIRST) WHERE state = 'running';
CREATE INDEX replay_job_owner ON replay_job (owner_id, id);
COMMENT ON COLUMN replay_job.after_event IS 'everything up to here, with after_delivery, has been replayed';

-- What ingest-api may do there, and whose rows it sees (ADR 11) -----------------------------------------------------

SELECT headrace_fence('collaborator', 'SELECT, INSERT, UPDATE, DELETE'),
       headrace_fence('subscription', 'SELECT, INSERT, UPDATE'),
       headrace_fence('subscription_state', 'SELECT',
                      'EXISTS (SELECT FROM subscription s WHERE s.id = subscription_id AND s.owner_id = (SELECT headrace_owner()))'),
       headrace_fence('delivery_request', 'SELECT, INSERT'),
       headrace_fence('replay_job', 'SELECT');

-- A token says who its collaborator is, and only then whose.
SELECT headrace_door('headrace_door_collaborator(wanted bytea)', 'SETOF collaborator',
                     'SELECT * FROM collaborator WHERE token_hash = wanted');
