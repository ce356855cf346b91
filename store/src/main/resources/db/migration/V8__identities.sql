-- Who logs in by a provider of identities, and under which pepper each key was last seen.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE TABLE owner_identity (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    owner_id   uuid        NOT NULL REFERENCES owner ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (owner_id, issuer)
);
COMMENT ON TABLE owner_identity IS 'Which person at which provider is which owner; made at the first login, never moved';

ALTER TABLE owner
    ALTER COLUMN password_hash DROP NOT NULL;
COMMENT ON COLUMN owner.password_hash IS 'bcrypt; null: logs in by a provider only';

-- E-mail addresses are kept in lower case; one that would then be taken stays as it is.
UPDATE owner
SET account = lower(account)
WHERE account LIKE '%@%'
  AND account <> lower(account)
  AND NOT EXISTS (SELECT FROM owner other WHERE other.id <> owner.id AND lower(other.account) = lower(owner.account));

-- Not behind the fence: asked before anybody is known.
GRANT SELECT, INSERT ON owner_identity TO headrace_tenant;

CREATE TABLE api_key_pepper (
    key_id    text PRIMARY KEY REFERENCES api_key ON DELETE CASCADE,
    pepper_id text        NOT NULL,
    seen_at   timestamptz NOT NULL
);
COMMENT ON TABLE api_key_pepper IS
    'Filled only while there is more than one pepper: which keys the newest one has hashed, so that an older may go';

-- Only for who had the right secret: keeps what it hashes to under another pepper, and says so.
SELECT headrace_door('headrace_rehash_key(wanted text, former bytea, hash bytea, pepper text)', 'void', $body$
    WITH rehashed AS (
        UPDATE api_key SET secret_hash = hash WHERE id = wanted AND secret_hash = former RETURNING id)
    INSERT INTO api_key_pepper (key_id, pepper_id, seen_at)
    SELECT id, pepper, headrace_now() FROM rehashed
    ON CONFLICT (key_id) DO UPDATE SET pepper_id = excluded.pepper_id, seen_at = excluded.seen_at
$body$);

-- A key of an owner who is deactivated is as good as deactivated itself. Whatever columns a key has, this is one of them.
DROP FUNCTION headrace_door_key(text);
SELECT headrace_door('headrace_door_key(wanted text)', 'SETOF api_key', $body$
    SELECT (jsonb_populate_record(k, jsonb_build_object('active', k.active AND o.active))).*
    FROM api_key k JOIN owner o ON o.id = k.owner_id
    WHERE k.id = wanted
$body$);
