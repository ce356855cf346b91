-- How the delivery log is searched by subscription, and how logs end.

-- Writer: notifier --------------------------------------------------------------------------------------------------

-- What went to one subscription, the newest event first, however many events its owner has. Callbacks are not in it. The
-- second condition always holds: it keeps the index for those who ask with it. Without it PostgreSQL finds what waits of
-- a subscription here too, in a partition that was empty when the plan was made, and would go through all that ever went
-- there.
CREATE INDEX delivery_of_subscription ON delivery (subscription_id, event_id)
    WHERE subscription_id IS NOT NULL AND attempts >= 0;

-- What was asked for again, of which there is little.
CREATE INDEX delivery_replay ON delivery (replay_of) WHERE replay_of IS NOT NULL;

-- Jobs that are over, until they are forgotten.
CREATE INDEX replay_job_over ON replay_job (finished_at) WHERE state <> 'running';

-- A count that would take too long is not waited for.
ALTER TABLE replay_job ALTER COLUMN total DROP NOT NULL;
COMMENT ON COLUMN replay_job.total IS 'null: too many to be counted when the job was asked for';
COMMENT ON COLUMN replay_job.after_event IS 'everything up to here, with after_delivery, has been looked at';

-- The days before this one of which a table has a partition, the oldest first.
CREATE FUNCTION headrace_days_before(parent text, before date) RETURNS SETOF date
    LANGUAGE sql STABLE AS
$$
    SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent::regclass
      AND c.relname ~ ('^' || parent || '_[0-9]{8}$')
      AND right(c.relname, 8) < to_char(before, 'YYYYMMDD')
    ORDER BY day
$$;

CREATE FUNCTION headrace_drop_day(parent text, day date) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    part regclass := to_regclass(format('%I', parent || '_' || to_char(day, 'YYYYMMDD')));
BEGIN
    IF part IS NOT NULL THEN
        EXECUTE format('DROP TABLE %s', part);
    END IF;
END
$$;

-- Drops the oldest day of a table that ended before a day, and answers which it was; null: there is none. One at a time,
-- since each locks the table: whoever asks sets a short lock_timeout.
CREATE FUNCTION headrace_drop_oldest_day(parent text, before date) RETURNS date
    LANGUAGE plpgsql AS
$$
DECLARE
    day date := (SELECT min(d) FROM headrace_days_before(parent, before) AS d);
BEGIN
    IF day IS NOT NULL THEN
        PERFORM headrace_drop_day(parent, day);
    END IF;
    RETURN day;
END
$$;

-- Whether a delivery of an event of this day is still on its way, or kept for later. Each state has its own index, and
-- the statement is planned for this one day.
CREATE FUNCTION headrace_has_open_deliveries(day date) RETURNS boolean
    LANGUAGE plpgsql AS
$$
DECLARE
    found   boolean;
    of_day  text := format('SELECT FROM delivery WHERE id >= %L AND id < %L AND ',
                           headrace_id_floor(day::timestamp AT TIME ZONE 'UTC'),
                           headrace_id_floor((day + 1)::timestamp AT TIME ZONE 'UTC'));
BEGIN
    EXECUTE 'SELECT EXISTS (' || of_day || 'state IN (''pending'', ''waiting''))'
         || ' OR EXISTS (' || of_day || 'state = ''sending'')'
         || ' OR EXISTS (' || of_day || 'state = ''held'')' INTO found;
    RETURN found;
END
$$;

-- Drops the events of the oldest day before this one of which no delivery is open, with their deliveries and attempts,
-- and answers which day it was; null: there is none. The tables are locked once the day has been found, and the day is
-- looked at again then, for a replay puts a delivery into the day of its event.
CREATE FUNCTION headrace_drop_delivery_day(before date) RETURNS date
    LANGUAGE plpgsql AS
$$
DECLARE
    day date;
BEGIN
    FOR day IN
        SELECT DISTINCT d
        FROM unnest(ARRAY ['event', 'delivery', 'attempt']) AS parent, headrace_days_before(parent, before) AS d
        ORDER BY d
        LOOP
            CONTINUE WHEN headrace_has_open_deliveries(day);
            LOCK TABLE ONLY event, ONLY delivery, ONLY attempt IN ACCESS EXCLUSIVE MODE;
            IF headrace_has_open_deliveries(day) THEN
                RETURN NULL;
            END IF;
            PERFORM headrace_drop_day(parent, day) FROM unnest(ARRAY ['event', 'delivery', 'attempt']) AS parent;
            RETURN day;
        END LOOP;
    RETURN NULL;
END
$$;

-- Writer: ingest-api ------------------------------------------------------------------------------------------------

CREATE INDEX subscription_deleted ON subscription (deleted_at) WHERE deleted_at IS NOT NULL;

-- Of all owners at once: those that were deleted before then and of which no delivery is left.
SELECT headrace_door('headrace_forget_subscriptions(age interval, at_most int)', 'bigint', $body$
    WITH forgotten AS (
        DELETE FROM subscription WHERE id = ANY (ARRAY(
            SELECT s.id FROM subscription s
            WHERE s.deleted_at < headrace_now() - age
              AND NOT EXISTS (SELECT FROM delivery d WHERE d.subscription_id = s.id AND d.attempts >= 0)
            ORDER BY s.deleted_at LIMIT at_most FOR UPDATE OF s SKIP LOCKED))
        RETURNING 1)
    SELECT count(*) FROM forgotten
$body$);

-- The ids of the same millisecond as this one: a delivery's is stamped as its event's, so whoever knows one of the two
-- needs to look for the other in one partition only.
CREATE FUNCTION headrace_id_first(id uuid) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (left(id::text, 13) || '-0000-0000-000000000000')::uuid;

CREATE FUNCTION headrace_id_last(id uuid) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (left(id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid;
