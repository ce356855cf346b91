-- The second fence: PostgreSQL itself shows ingest-api only the rows of the owner that it is working for (ADR 11).
-- Who owns the tables, as the processor and the notifier do, goes past it.

-- Whom ingest-api's connections become. Where the migrating user may not make roles it must be there beforehand.
DO
$$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'headrace_tenant') THEN
        CREATE ROLE headrace_tenant NOLOGIN;
    END IF;
EXCEPTION
    -- Another database of the same server was migrated at the same moment.
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO
$$
BEGIN
    IF NOT pg_has_role(current_user, 'headrace_tenant', 'SET') THEN
        GRANT headrace_tenant TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
    END IF;
    IF NOT has_schema_privilege('headrace_tenant', current_schema(), 'USAGE') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO headrace_tenant', current_schema());
    END IF;
END
$$;

-- Whose data this transaction is about; nobody's where that was not said.
CREATE FUNCTION headrace_owner() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('headrace.owner', true), '')::uuid;

-- Puts a table behind the fence and says what ingest-api may do there. Every new table of owners' data calls this.
CREATE FUNCTION headrace_fence(relation regclass, privileges text,
                               condition text DEFAULT 'owner_id = (SELECT headrace_owner())') RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY tenant ON %s USING (%s)', relation, condition);
    EXECUTE format('GRANT %s ON %s TO headrace_tenant', privileges, relation);
END
$$;
REVOKE ALL ON FUNCTION headrace_fence(regclass, text, text) FROM PUBLIC;

-- Makes a function that goes past the fence, for what has to be known before the owner is. It runs as the tables'
-- owner, so it finds names here and in PostgreSQL's own catalogue only, whatever its caller's search_path is.
CREATE FUNCTION headrace_door(signature text, result text, body text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('CREATE FUNCTION %s RETURNS %s LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, %I, pg_temp AS %L',
                   signature, result, current_schema(), body);
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO headrace_tenant', signature);
END
$$;
REVOKE ALL ON FUNCTION headrace_door(text, text, text) FROM PUBLIC;

-- Partitions need nothing of their own: ingest-api may reach them through their parent only.
SELECT headrace_fence('record', 'SELECT'),
       headrace_fence('operation', 'SELECT'),
       headrace_fence('event', 'SELECT'),
       headrace_fence('delivery', 'SELECT'),
       headrace_fence('attempt', 'SELECT',
                      'EXISTS (SELECT FROM delivery d WHERE d.id = delivery_id AND d.owner_id = (SELECT headrace_owner()))'),
       headrace_fence('idempotency_key', 'SELECT, INSERT'),
       headrace_fence('endpoint', 'SELECT, INSERT, UPDATE, DELETE'),
       headrace_fence('api_key', 'SELECT, INSERT, UPDATE, DELETE');

-- A key says who its owner is, so both are found by their ids before anybody can say it.
SELECT headrace_door('headrace_door_key(wanted text)', 'SETOF api_key', 'SELECT * FROM api_key WHERE id = wanted'),
       headrace_door('headrace_door_endpoint(wanted uuid)', 'SETOF endpoint', 'SELECT * FROM endpoint WHERE id = wanted');

-- Of all owners at once.
SELECT headrace_door('headrace_forget_idempotency_keys(age interval, at_most int)', 'bigint', $body$
    WITH forgotten AS (
        DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM idempotency_key WHERE created_at < headrace_now() - age
            ORDER BY created_at LIMIT at_most FOR UPDATE SKIP LOCKED))
        RETURNING 1)
    SELECT count(*) FROM forgotten
$body$);

-- Not behind the fence: who may log in, which is asked before anybody is known, and what is the same for all.
GRANT SELECT, INSERT, UPDATE ON owner TO headrace_tenant;
GRANT SELECT, INSERT, DELETE ON owner_session TO headrace_tenant;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan, plan_limit TO headrace_tenant;
