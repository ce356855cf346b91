package io.headrace.store.command;

/**
 * What the processor says to PostgreSQL, each statement for a whole batch.
 *
 * <p>Columns are unnested in the SELECT list, not in FROM: rows then flow into the table without being kept in between.
 */
final class Statements {
    private Statements() {}

    static final String LOCK = """
            SELECT partition, next_offset FROM partition_position
            WHERE topic_id = $1 AND partition = ANY ($2::int[])
            ORDER BY partition FOR UPDATE
            """;

    /** Each environment with each id, a few more than were asked for: one walk through the index, not a join. */
    static final String HEADS = """
            SELECT environment, id, owner_id, endpoint_id, version, created_at, deleted_at IS NOT NULL AS deleted
            FROM record WHERE environment = ANY ($1::text[]) AND id = ANY ($2::uuid[])
            """;

    /** At least one row, for the time. The bounds tell PostgreSQL which days' partitions it need not look into. */
    static final String OPERATIONS = """
            SELECT clock.now, o.id, o.state, o.reason_code, o.reason_detail, o.version, o.applied_at,
                   o.kafka_offset
            FROM (SELECT headrace_now() AS now) AS clock
                     LEFT JOIN operation o ON o.id = ANY ($1::uuid[]) AND o.id BETWEEN $2 AND $3
            """;

    static final String ADVANCE = """
            UPDATE partition_position p SET next_offset = a.upto, updated_at = headrace_now()
            FROM unnest($2::int[], $3::bigint[], $4::bigint[]) AS a (partition, since, upto)
            WHERE p.topic_id = $1 AND p.partition = a.partition AND p.next_offset = a.since
            """;

    /**
     * Records that were not there under the partitions' locks. Only a command of another partition may write one now,
     * which is a collision: see {@code BatchApplier}.
     */
    static final String CREATED = """
            INSERT INTO record (environment, id, owner_id, endpoint_id, version, data, created_at, updated_at,
                                deleted_at, kafka_partition, kafka_offset)
            SELECT unnest($1::text[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::uuid[]),
                   unnest($5::bigint[]), unnest($6::text[])::jsonb, unnest($7::timestamptz[]),
                   unnest($8::timestamptz[]), unnest($9::timestamptz[]), unnest($10::int[]), unnest($11::bigint[])
            """;

    static final String CHANGED = CREATED + """
            ON CONFLICT (environment, id) DO UPDATE
                SET version = EXCLUDED.version, data = EXCLUDED.data, updated_at = EXCLUDED.updated_at,
                    deleted_at = EXCLUDED.deleted_at, kafka_partition = EXCLUDED.kafka_partition,
                    kafka_offset = EXCLUDED.kafka_offset
            """;

    static final String LOG = """
            INSERT INTO operation (id, owner_id, endpoint_id, environment, record_id, kind, state, reason_code,
                                   reason_detail, version, actor, request_id, accepted_at, applied_at,
                                   kafka_partition, kafka_offset)
            SELECT unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::text[]),
                   unnest($5::uuid[]), unnest($6::text[]), unnest($7::text[]), unnest($8::int[]),
                   unnest($9::text[]), unnest($10::bigint[]), unnest($11::text[]), unnest($12::text[]),
                   unnest($13::timestamptz[]), unnest($14::timestamptz[]), unnest($15::int[]), unnest($16::bigint[])
            """;
}
