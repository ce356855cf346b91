-- The record's path from key to webhook. Each table names the one service that writes it.
-- Migrations are append-only; only the processor runs them.

-- The one clock: every due time and every lease is measured on it.
CREATE FUNCTION headrace_now() RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN statement_timestamp();

-- Time-ordered ids (48 bits of milliseconds first) are range-partitioned by day: the smallest id of an instant.
CREATE FUNCTION headrace_id_floor(at timestamptz) RETURNS uuid
    LANGUAGE sql IMMUTABLE
    RETURN (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Creates the daily partitions of a table from first_day on; days that exist already are left alone, and so are days
-- of which the default partition holds rows already (an id from a clock that was ahead): they stay there.
CREATE FUNCTION headrace_ensure_partitions(parent text, first_day date, days int) RETURNS int
    LANGUAGE plpgsql AS
$$
DECLARE
    day     date;
    name    text;
    created int := 0;
BEGIN
    FOR i IN 0 .. days - 1
        LOOP
            day := first_day + i;
            name := parent || '_' || to_char(day, 'YYYYMMDD');
            IF to_regclass(name) IS NULL THEN
                BEGIN
                    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                                   name, parent,
                                   headrace_id_floor(day::timestamp AT TIME ZONE 'UTC'),
                                   headrace_id_floor((day + 1)::timestamp AT TIME ZONE 'UTC'));
                    created := created + 1;
                EXCEPTION
                    WHEN check_violation THEN NULL;
                END;
            END IF;
        END LOOP;
    RETURN created;
END
$$;

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE TABLE owner (
    id            uuid PRIMARY KEY,
    account       text        NOT NULL UNIQUE,
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    role          text        NOT NULL CHECK (role IN ('owner', 'admin')),
    created_at    timestamptz NOT NULL
);

CREATE TABLE endpoint (
    id             uuid PRIMARY KEY,
    owner_id       uuid        NOT NULL REFERENCES owner,
    slug           text        NOT NULL,
    name           text        NOT NULL,
    schema         text        NOT NULL,
    schema_version int         NOT NULL,
    active         boolean     NOT NULL,
    signing_secret text        NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    UNIQUE (owner_id, slug)
);
COMMENT ON COLUMN endpoint.schema IS 'JSON Schema 2020-12, as its owner wrote it';
COMMENT ON COLUMN endpoint.signing_secret IS 'sealed; signs the callbacks that requests bring along';

CREATE TABLE api_key (
    id          text PRIMARY KEY,
    owner_id    uuid        NOT NULL REFERENCES owner,
    endpoint_id uuid        NOT NULL REFERENCES endpoint ON DELETE CASCADE,
    environment text        NOT NULL CHECK (environment IN ('test', 'live')),
    scope       text        NOT NULL CHECK (scope IN ('read', 'read-write', 'admin')),
    name        text        NOT NULL,
    secret_hash bytea       NOT NULL,
    active      boolean     NOT NULL,
    expires_at  timestamptz,
    created_at  timestamptz NOT NULL
);
CREATE INDEX api_key_endpoint ON api_key (endpoint_id);
COMMENT ON COLUMN api_key.secret_hash IS 'HMAC-SHA256 of the secret under the server''s pepper';

-- Writer: processor -------------------------------------------------------------------------------------------------

CREATE TABLE record (
    environment     text        NOT NULL,
    id              uuid        NOT NULL,
    owner_id        uuid        NOT NULL,
    endpoint_id     uuid        NOT NULL,
    version         bigint      NOT NULL,
    data            jsonb,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    deleted_at      timestamptz,
    kafka_partition int         NOT NULL,
    kafka_offset    bigint      NOT NULL,
    PRIMARY KEY (environment, id),
    CHECK ((data IS NULL) = (deleted_at IS NOT NULL))
) PARTITION BY LIST (environment);
CREATE TABLE record_test PARTITION OF record FOR VALUES IN ('test');
CREATE TABLE record_live PARTITION OF record FOR VALUES IN ('live');
CREATE INDEX record_by_creation ON record (endpoint_id, created_at, id) WHERE deleted_at IS NULL;
COMMENT ON TABLE record IS 'A deleted record stays as a tombstone: no data, but its version and its position';
COMMENT ON COLUMN record.kafka_offset IS 'the last command applied to this record';

CREATE TABLE operation (
    id              uuid        NOT NULL,
    owner_id        uuid,
    endpoint_id     uuid,
    environment     text,
    record_id       uuid,
    kind            text,
    state           text        NOT NULL CHECK (state IN ('applied', 'rejected', 'dead')),
    reason_code     int,
    reason_detail   text,
    version         bigint,
    actor           text,
    request_id      text,
    accepted_at     timestamptz,
    applied_at      timestamptz NOT NULL,
    kafka_partition int         NOT NULL,
    kafka_offset    bigint      NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE operation_default PARTITION OF operation DEFAULT;
COMMENT ON TABLE operation IS 'The fate of each accepted command. A message that was no command at all has only its position';

CREATE TABLE partition_position (
    topic_id    text        NOT NULL,
    partition   int         NOT NULL,
    next_offset bigint      NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (topic_id, partition)
);
COMMENT ON COLUMN partition_position.topic_id IS
    'Kafka''s own id of the topic: one that was deleted and made again starts at its own beginning';
COMMENT ON TABLE partition_position IS 'Everything below next_offset is applied; moves in the transaction of the effect';

-- Writer: notifier --------------------------------------------------------------------------------------------------

CREATE TABLE event (
    id          uuid        NOT NULL,
    type        text        NOT NULL,
    owner_id    uuid        NOT NULL,
    endpoint_id uuid        NOT NULL,
    environment text        NOT NULL,
    record_id   uuid        NOT NULL,
    request_id  text        NOT NULL,
    traceparent text,
    body        text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE event_default PARTITION OF event DEFAULT;
COMMENT ON TABLE event IS 'Events that have at least one delivery; body is what is sent and signed, byte for byte';

CREATE TABLE delivery (
    id              uuid        NOT NULL,
    event_id        uuid        NOT NULL,
    owner_id        uuid        NOT NULL,
    endpoint_id     uuid        NOT NULL,
    record_id       uuid        NOT NULL,
    subscription_id uuid,
    target_url      text        NOT NULL,
    auth_header     text,
    sealed_auth     text,
    state           text        NOT NULL
        CHECK (state IN ('pending', 'sending', 'waiting', 'delivered', 'exhausted', 'cancelled', 'held')),
    attempts        int         NOT NULL,
    due_at          timestamptz NOT NULL,
    lease_id        uuid,
    lease_holder    text,
    leased_until    timestamptz,
    created_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE delivery_default PARTITION OF delivery DEFAULT;
CREATE INDEX delivery_due ON delivery (due_at) WHERE state IN ('pending', 'waiting');
CREATE INDEX delivery_leased ON delivery (leased_until) WHERE state = 'sending';
CREATE INDEX delivery_event ON delivery (event_id);
COMMENT ON COLUMN delivery.subscription_id IS 'null: the callback that the request itself named';
COMMENT ON COLUMN delivery.attempts IS 'attempts that have ended; the one in flight is not counted yet';

CREATE TABLE attempt (
    delivery_id   uuid        NOT NULL,
    number        int         NOT NULL,
    started_at    timestamptz NOT NULL,
    duration_ms   int         NOT NULL,
    status        int,
    failure       text,
    response_body text,
    PRIMARY KEY (delivery_id, number)
) PARTITION BY RANGE (delivery_id);
CREATE TABLE attempt_default PARTITION OF attempt DEFAULT;
COMMENT ON COLUMN attempt.failure IS 'null: a 2xx answer in time';

SELECT headrace_ensure_partitions(parent, (statement_timestamp() AT TIME ZONE 'UTC')::date - 1, 9)
FROM unnest(ARRAY ['operation', 'event', 'delivery', 'attempt']) AS parent;
