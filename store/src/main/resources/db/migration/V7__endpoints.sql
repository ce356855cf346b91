-- What owners do with their endpoints.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE TABLE endpoint_schema (
    endpoint_id uuid        NOT NULL REFERENCES endpoint ON DELETE CASCADE,
    version     int         NOT NULL CHECK (version > 0),
    owner_id    uuid        NOT NULL REFERENCES owner,
    schema      text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (endpoint_id, version)
);
COMMENT ON TABLE endpoint_schema IS 'Every schema that an endpoint has had; the newest one stands in endpoint too';

INSERT INTO endpoint_schema (endpoint_id, version, owner_id, schema, created_at)
SELECT id, schema_version, owner_id, schema, updated_at FROM endpoint;

-- Writer: ingest-api adds, in the transaction that deletes an endpoint; the processor looks, and takes away -----------

CREATE TABLE deleted_endpoint (
    endpoint_id  uuid PRIMARY KEY,
    owner_id     uuid        NOT NULL,
    deleted_at   timestamptz NOT NULL,
    quiet_since  timestamptz NOT NULL,
    next_look_at timestamptz NOT NULL
);
CREATE INDEX deleted_endpoint_due ON deleted_endpoint (next_look_at);
COMMENT ON TABLE deleted_endpoint IS 'Endpoints whose records are still to be removed, or may still come out of Kafka';
COMMENT ON COLUMN deleted_endpoint.quiet_since IS 'no record has been found since';

-- Live records are found by record_by_creation; a record that is never deleted pays nothing for this one.
CREATE INDEX record_tombstone ON record (endpoint_id, id) WHERE deleted_at IS NOT NULL;

SELECT headrace_fence('endpoint_schema', 'SELECT, INSERT'),
       headrace_fence('deleted_endpoint', 'SELECT, INSERT');
