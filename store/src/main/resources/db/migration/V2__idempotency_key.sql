-- Writes that their clients may send again.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE TABLE idempotency_key (
    owner_id     uuid        NOT NULL,
    environment  text        NOT NULL,
    endpoint_id  uuid        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    operation_id uuid        NOT NULL,
    record_id    uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (owner_id, environment, endpoint_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
COMMENT ON TABLE idempotency_key IS
    'The ids that the first request under a key was given; whoever sends it again gets them again';
COMMENT ON COLUMN idempotency_key.request_hash IS 'SHA-256 of what the request asks for: another one may not have its key';
