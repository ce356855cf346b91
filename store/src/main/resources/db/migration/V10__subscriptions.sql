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
COMMENT ON TABLE subscription_state IS 'Subscriptions whose target said that it is gone for good (410)';

-- What an attempt needs to know of its subscription, as it is at that moment. A secret that has run out is not there.
CREATE VIEW subscription_target AS
SELECT s.id, s.target_url, s.sealed_headers, s.sealed_secret, s.schedule_seconds,
       CASE WHEN s.old_secret_until > headrace_now() THEN s.sealed_old_secret END AS sealed_old_secret,
       s.active AND s.deleted_at IS NULL AND (d.disabled_at IS NULL OR d.disabled_at < s.enabled_at) AS live
FROM subscription s LEFT JOIN subscription_state d ON d.subscription_id = s.id;
