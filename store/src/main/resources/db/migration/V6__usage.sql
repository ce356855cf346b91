-- What owners have used: tokens of their plans, counts per key and day, and the audit trail.

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE TABLE quota_taken (
    owner_id   uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('write', 'batch', 'read')),
    span       text        NOT NULL CHECK (span IN ('second', 'minute', 'day', 'month')),
    span_start timestamptz NOT NULL,
    taken      bigint      NOT NULL CHECK (taken >= 0),
    granted    bigint      NOT NULL,
    most       bigint      NOT NULL,
    PRIMARY KEY (owner_id, kind, span)
) WITH (fillfactor = 50);
COMMENT ON TABLE quota_taken IS
    'Tokens that instances have leased of the span that runs; a new span begins at none. Without foreign keys: a lease is for many owners at once, and must not fail for one that is gone';
COMMENT ON COLUMN quota_taken.granted IS 'what the last lease was given, so that it can be told';
COMMENT ON COLUMN quota_taken.most IS 'the limit that the last lease was under';

CREATE TABLE usage_counter (
    key_id        text        NOT NULL,
    day           date        NOT NULL,
    owner_id      uuid        NOT NULL,
    endpoint_id   uuid        NOT NULL,
    requests      bigint      NOT NULL,
    client_errors bigint      NOT NULL,
    limited       bigint      NOT NULL,
    server_errors bigint      NOT NULL,
    bytes_in      bigint      NOT NULL,
    bytes_out     bigint      NOT NULL,
    last_used_at  timestamptz NOT NULL,
    PRIMARY KEY (key_id, day)
) WITH (fillfactor = 50);
CREATE INDEX usage_counter_owner ON usage_counter (owner_id, day, key_id);
COMMENT ON COLUMN usage_counter.client_errors IS '4xx but for 429, which is counted as limited';

CREATE TABLE audit_entry (
    id             uuid        NOT NULL,
    at             timestamptz NOT NULL,
    owner_id       uuid        NOT NULL,
    endpoint_id    uuid,
    actor          text        NOT NULL,
    method         text        NOT NULL,
    route          text        NOT NULL,
    slug           text,
    record_id      uuid,
    operation_id   uuid,
    status         int         NOT NULL,
    code           int         NOT NULL,
    request_id     text        NOT NULL,
    remote_address text        NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE audit_entry_default PARTITION OF audit_entry DEFAULT;
CREATE INDEX audit_entry_owner ON audit_entry (owner_id, id);
COMMENT ON COLUMN audit_entry.actor IS 'the id of an API key, or the account that was logged in';
COMMENT ON COLUMN audit_entry.code IS 'the number of the error; 0 for success';

-- What was written stays as it was written; only a whole day goes, when its retention is over.
CREATE FUNCTION headrace_refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION headrace_refuse_change();
CREATE TRIGGER audit_entry_not_truncated BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION headrace_refuse_change();
CREATE TRIGGER audit_entry_not_truncated BEFORE TRUNCATE ON audit_entry_default
    FOR EACH STATEMENT EXECUTE FUNCTION headrace_refuse_change();

-- As headrace_ensure_partitions; a partition inherits the trigger for rows, but not the one for TRUNCATE.
CREATE FUNCTION headrace_ensure_audit_partitions(first_day date, days int) RETURNS int
    LANGUAGE plpgsql AS
$$
DECLARE
    created int := headrace_ensure_partitions('audit_entry', first_day, days);
    part    regclass;
BEGIN
    FOR part IN
        SELECT i.inhrelid::regclass FROM pg_inherits i
        WHERE i.inhparent = 'audit_entry'::regclass
          AND NOT EXISTS (SELECT FROM pg_trigger t
                          WHERE t.tgrelid = i.inhrelid AND t.tgname = 'audit_entry_not_truncated')
        LOOP
            EXECUTE format('CREATE TRIGGER audit_entry_not_truncated BEFORE TRUNCATE ON %s'
                           ' FOR EACH STATEMENT EXECUTE FUNCTION headrace_refuse_change()', part);
        END LOOP;
    RETURN created;
END
$$;

-- Drops the daily partitions of a table that end before a day; how many it were.
CREATE FUNCTION headrace_drop_partitions(parent text, before date) RETURNS int
    LANGUAGE plpgsql AS
$$
DECLARE
    part    regclass;
    dropped int := 0;
BEGIN
    FOR part IN
        SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent::regclass
          AND c.relname ~ ('^' || parent || '_[0-9]{8}$')
          AND right(c.relname, 8) < to_char(before, 'YYYYMMDD')
        LOOP
            EXECUTE format('DROP TABLE %s', part);
            dropped := dropped + 1;
        END LOOP;
    RETURN dropped;
END
$$;

-- Owners' data, that ingest-api may read for the owner that it is working for, and write for many at once by these doors
-- only. Tokens are not behind the fence: they are leased for many owners in one statement, and shown to nobody.
GRANT SELECT, INSERT, UPDATE ON quota_taken TO headrace_tenant;
SELECT headrace_fence('usage_counter', 'SELECT'), headrace_fence('audit_entry', 'SELECT');

-- In order, so that two instances never wait for each other.
SELECT headrace_door('headrace_add_usage(keys text[], days date[], owners uuid[], endpoints uuid[], requests bigint[],
        client_errors bigint[], limited bigint[], server_errors bigint[], bytes_in bigint[], bytes_out bigint[],
        used timestamptz[])', 'void', $body$
    INSERT INTO usage_counter AS u (key_id, day, owner_id, endpoint_id, requests, client_errors, limited, server_errors,
                                    bytes_in, bytes_out, last_used_at)
    SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS a (key_id, day)
    ORDER BY a.key_id, a.day
    ON CONFLICT (key_id, day) DO UPDATE SET
        requests = u.requests + excluded.requests,
        client_errors = u.client_errors + excluded.client_errors,
        limited = u.limited + excluded.limited,
        server_errors = u.server_errors + excluded.server_errors,
        bytes_in = u.bytes_in + excluded.bytes_in,
        bytes_out = u.bytes_out + excluded.bytes_out,
        last_used_at = greatest(u.last_used_at, excluded.last_used_at)
$body$);

-- What is appended again after a lost answer is there already.
SELECT headrace_door('headrace_append_audit(ids uuid[], times timestamptz[], owners uuid[], endpoints uuid[],
        actors text[], methods text[], routes text[], slugs text[], records uuid[], operations uuid[], statuses int[],
        codes int[], requests text[], addresses text[])', 'void', $body$
    INSERT INTO audit_entry (id, at, owner_id, endpoint_id, actor, method, route, slug, record_id, operation_id, status,
                             code, request_id, remote_address)
    SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (id) DO NOTHING
$body$);

SELECT headrace_ensure_audit_partitions((statement_timestamp() AT TIME ZONE 'UTC')::date - 1, 9);
