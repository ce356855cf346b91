-- Owners who log in, and what each may use.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE TABLE plan (
    name          text PRIMARY KEY,
    max_endpoints int         NOT NULL CHECK (max_endpoints > 0),
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE TABLE plan_limit (
    plan       text   NOT NULL REFERENCES plan ON DELETE CASCADE,
    kind       text   NOT NULL CHECK (kind IN ('write', 'batch', 'read')),
    per_second bigint NOT NULL CHECK (per_second > 0),
    per_minute bigint NOT NULL CHECK (per_minute > 0),
    per_day    bigint NOT NULL CHECK (per_day > 0),
    per_month  bigint NOT NULL CHECK (per_month > 0),
    PRIMARY KEY (plan, kind)
);
COMMENT ON TABLE plan_limit IS 'Requests that an owner may make, of each kind by itself';

INSERT INTO plan (name, max_endpoints, created_at, updated_at)
SELECT name, max_endpoints, headrace_now(), headrace_now()
FROM (VALUES ('free', 3), ('standard', 50), ('enterprise', 10000)) AS p (name, max_endpoints);

INSERT INTO plan_limit (plan, kind, per_second, per_minute, per_day, per_month)
VALUES ('free', 'write', 10, 100, 1000, 10000),
       ('free', 'batch', 1, 10, 100, 1000),
       ('free', 'read', 20, 300, 5000, 50000),
       ('standard', 'write', 200, 6000, 1000000, 20000000),
       ('standard', 'batch', 10, 200, 20000, 400000),
       ('standard', 'read', 400, 12000, 2000000, 40000000),
       ('enterprise', 'write', 50000, 2000000, 1000000000, 20000000000),
       ('enterprise', 'batch', 1000, 20000, 10000000, 200000000),
       ('enterprise', 'read', 100000, 4000000, 2000000000, 40000000000);

ALTER TABLE owner
    ADD COLUMN active          boolean     NOT NULL DEFAULT true,
    ADD COLUMN plan            text        NOT NULL DEFAULT 'free' REFERENCES plan,
    ADD COLUMN plan_expires_at timestamptz,
    ADD COLUMN updated_at      timestamptz NOT NULL DEFAULT headrace_now();
COMMENT ON COLUMN owner.plan_expires_at IS 'null: the plan does not end';

CREATE TABLE owner_session (
    token_hash bytea PRIMARY KEY,
    owner_id   uuid        NOT NULL REFERENCES owner ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX owner_session_owner ON owner_session (owner_id);
CREATE INDEX owner_session_expiry ON owner_session (expires_at);
COMMENT ON COLUMN owner_session.token_hash IS 'SHA-256 of the token, which has 256 random bits';
