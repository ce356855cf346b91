package io.headrace.bench.run.rig;

/** Fills the tables as years of use would, in a minute. */
public final class Filler {
    private final Database database;
    private final String body;

    public Filler(Database database, String body) {
        this.database = database;
        this.body = body;
    }

    /** Throws away what is there; the system must be at rest. */
    public void fill(int records) {
        database.execute("TRUNCATE record, operation, event, delivery, attempt");
        database.execute(String.format(RECORDS, body, records, records));
        database.execute(OPERATIONS);
        database.execute("VACUUM (ANALYZE) record");
        database.execute("VACUUM (ANALYZE) operation");
        database.execute("CHECKPOINT");
    }

    /** Time-ordered ids of the last day, evenly spread, random behind the time; partitions for them exist. */
    private static final String RECORDS = """
            INSERT INTO record (environment, id, owner_id, endpoint_id, version, data, created_at, updated_at,
                                kafka_partition, kafka_offset)
            SELECT 'live', (lpad(to_hex(ms), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
                   key.owner_id, key.endpoint_id, 1, '%s'::jsonb, to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0),
                   i %% 12, i
            FROM (SELECT i, md5(i::text) AS hash,
                         (extract(epoch FROM now() - interval '1 day') * 1000)::bigint + i * 86000000::bigint / %d AS ms
                  FROM generate_series(1, %d) AS i) AS made,
                 (SELECT owner_id, endpoint_id, id FROM api_key WHERE environment = 'live' LIMIT 1) AS key
            """;

    private static final String OPERATIONS = """
            INSERT INTO operation (id, owner_id, endpoint_id, environment, record_id, kind, state, version, actor,
                                   request_id, accepted_at, applied_at, kafka_partition, kafka_offset)
            SELECT (substr(id::text, 1, 15) || substr(md5(id::text), 1, 3) || '-8' || substr(md5(id::text), 4, 15))::uuid,
                   owner_id, endpoint_id, environment, id, 'create', 'applied', 1, 'bench',
                   'req_' || substr(md5(id::text), 1, 26), created_at, created_at, kafka_partition, kafka_offset
            FROM record
            """;
}
