-- Keys that are rotated and revoked, and the keys that sign tokens.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

ALTER TABLE api_key
    ADD COLUMN secret_version       int NOT NULL DEFAULT 1,
    ADD COLUMN previous_secret_hash bytea,
    ADD COLUMN previous_valid_until timestamptz,
    ADD COLUMN revoked_at           timestamptz,
    ADD COLUMN updated_at           timestamptz,
    ADD CHECK ((previous_secret_hash IS NULL) = (previous_valid_until IS NULL));
COMMENT ON COLUMN api_key.secret_version IS 'grows with each rotation; a token says which secret it was got with';
COMMENT ON COLUMN api_key.previous_secret_hash IS 'opens as the one before the last rotation, until previous_valid_until';
COMMENT ON COLUMN api_key.revoked_at IS 'final';
COMMENT ON COLUMN api_key.updated_at IS 'null: its owner never changed it';

CREATE TABLE signing_key (
    kid            text PRIMARY KEY,
    sealed_key     text        NOT NULL,
    created_at     timestamptz NOT NULL,
    signs_from     timestamptz NOT NULL,
    signs_until    timestamptz NOT NULL,
    verifies_until timestamptz NOT NULL
);
COMMENT ON TABLE signing_key IS 'Signs tokens for a while, and is published from before that until the last of them is over';
COMMENT ON COLUMN signing_key.sealed_key IS 'the key pair as a JWK, sealed for its kid: a row that we did not write does not open';

-- Nobody's data: it is the same for all owners. The fence does not stand before it.
GRANT SELECT, INSERT, UPDATE, DELETE ON signing_key TO headrace_tenant;
