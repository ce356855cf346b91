package io.headrace.store.command;

import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.OperationState;
import io.headrace.contracts.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One batch's transaction: lock the partitions and look, then write.
 *
 * <p>The statements of each half are sent together and answered in order, so a half costs one round trip.
 */
public final class CommandTransaction {
    private final String topicId;
    private final SqlConnection connection;

    CommandTransaction(String topicId, SqlConnection connection) {
        this.topicId = topicId;
        this.connection = connection;
    }

    /** Locks the positions, so that a consumer that lost its partitions waits here and then sees what was done. */
    public Uni<Snapshot> lockAndRead(
            Collection<Integer> partitions, Collection<RecordKey> records, Collection<UUID> operations) {
        List<RecordKey> keys = List.copyOf(records);
        Columns<RecordKey> columns = new Columns<>(keys);
        Uni<RowSet<Row>> positions = run(LOCK, Tuple.of(topicId, partitions.toArray(Integer[]::new)));
        Uni<RowSet<Row>> heads =
                run(HEADS, Tuple.of(columns.texts(key -> key.environment().wireName()), columns.ids(RecordKey::id)));
        Uni<RowSet<Row>> known = run(OPERATIONS, Tuple.of(operations.toArray(UUID[]::new)));
        Uni<RowSet<Row>> now = connection.query("SELECT headrace_now() AS now").execute();
        return Uni.combine()
                .all()
                .unis(positions, heads, known, now)
                .with((p, h, o, n) -> new Snapshot(
                        instant(n.iterator().next(), "now"), CommandStore.offsets(p), heads(h), operations(o)));
    }

    /** Writes it all; {@link PositionConflict} if a position does not stand where it should. */
    public Uni<Void> write(Changes changes) {
        Columns<Changes.Advance> advances = new Columns<>(changes.advances());
        Uni<RowSet<Row>> moved = run(
                ADVANCE,
                Tuple.of(
                        topicId,
                        advances.integers(Changes.Advance::partition),
                        advances.longs(Changes.Advance::from),
                        advances.longs(Changes.Advance::to)));
        return Uni.combine()
                .all()
                .unis(moved, run(RECORDS, recordColumns(changes)), run(LOG, operationColumns(changes)))
                .with((m, r, o) -> m.rowCount())
                .invoke(count -> refuseUnless(count, changes.advances().size()))
                .replaceWithVoid();
    }

    private void refuseUnless(int moved, int expected) {
        if (moved != expected) {
            throw new PositionConflict(topicId, expected, moved);
        }
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }

    private static Tuple recordColumns(Changes changes) {
        Columns<RecordRow> rows = new Columns<>(changes.records());
        return Tuple.tuple()
                .addArrayOfString(
                        rows.texts(row -> row.head().key().environment().wireName()))
                .addArrayOfUUID(rows.ids(row -> row.head().key().id()))
                .addArrayOfUUID(rows.ids(row -> row.head().ownerId()))
                .addArrayOfUUID(rows.ids(row -> row.head().endpointId()))
                .addArrayOfLong(rows.longs(row -> row.head().version()))
                .addArrayOfString(rows.texts(RecordRow::data))
                .addArrayOfOffsetDateTime(rows.times(row -> row.head().createdAt()))
                .addArrayOfOffsetDateTime(rows.times(RecordRow::updatedAt))
                .addArrayOfOffsetDateTime(rows.times(row -> row.head().deleted() ? row.updatedAt() : null))
                .addArrayOfInteger(rows.integers(row -> row.position().partition()))
                .addArrayOfLong(rows.longs(row -> row.position().offset()));
    }

    private static Tuple operationColumns(Changes changes) {
        Columns<OperationRow> rows = new Columns<>(changes.operations());
        return Tuple.tuple()
                .addArrayOfUUID(rows.ids(OperationRow::id))
                .addArrayOfUUID(rows.ids(
                        row -> row.command() == null ? null : row.command().ownerId()))
                .addArrayOfUUID(rows.ids(
                        row -> row.command() == null ? null : row.command().endpointId()))
                .addArrayOfString(rows.texts(row -> row.command() == null
                        ? null
                        : row.command().environment().wireName()))
                .addArrayOfUUID(rows.ids(
                        row -> row.command() == null ? null : row.command().recordId()))
                .addArrayOfString(rows.texts(row ->
                        row.command() == null ? null : row.command().kind().wireName()))
                .addArrayOfString(rows.texts(row -> row.state().wireName()))
                .addArrayOfInteger(rows.integers(
                        row -> row.reason() == null ? null : row.reason().code().code()))
                .addArrayOfString(rows.texts(
                        row -> row.reason() == null ? null : row.reason().detail()))
                .addArrayOfLong(rows.longs(OperationRow::version))
                .addArrayOfString(rows.texts(
                        row -> row.command() == null ? null : row.command().actor()))
                .addArrayOfString(rows.texts(
                        row -> row.command() == null ? null : row.command().requestId()))
                .addArrayOfOffsetDateTime(rows.times(
                        row -> row.command() == null ? null : row.command().acceptedAt()))
                .addArrayOfOffsetDateTime(rows.times(OperationRow::appliedAt))
                .addArrayOfInteger(rows.integers(row -> row.position().partition()))
                .addArrayOfLong(rows.longs(row -> row.position().offset()));
    }

    private static Map<RecordKey, RecordHead> heads(RowSet<Row> rows) {
        Map<RecordKey, RecordHead> heads = new HashMap<>();
        for (Row row : rows) {
            RecordKey key = new RecordKey(Environment.ofWireName(row.getString("environment")), row.getUUID("id"));
            heads.put(
                    key,
                    new RecordHead(
                            key,
                            row.getUUID("owner_id"),
                            row.getUUID("endpoint_id"),
                            row.getLong("version"),
                            instant(row, "created_at"),
                            row.getBoolean("deleted")));
        }
        return heads;
    }

    private static Map<UUID, KnownOperation> operations(RowSet<Row> rows) {
        Map<UUID, KnownOperation> operations = new HashMap<>();
        for (Row row : rows) {
            UUID id = row.getUUID("id");
            OperationState state = OperationState.ofWireName(row.getString("state"));
            operations.put(
                    id, new KnownOperation(id, state, reason(row), row.getLong("version"), instant(row, "applied_at")));
        }
        return operations;
    }

    private static @Nullable Rejection reason(Row row) {
        Integer code = row.getInteger("reason_code");
        return code == null ? null : new Rejection(ErrorCode.ofCode(code), row.getString("reason_detail"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static final String LOCK = """
            SELECT partition, next_offset FROM partition_position
            WHERE topic_id = $1 AND partition = ANY ($2::int[])
            ORDER BY partition FOR UPDATE
            """;

    private static final String HEADS = """
            SELECT r.environment, r.id, r.owner_id, r.endpoint_id, r.version, r.created_at,
                   r.deleted_at IS NOT NULL AS deleted
            FROM unnest($1::text[], $2::uuid[]) AS wanted (environment, id)
                     JOIN record r ON r.environment = wanted.environment AND r.id = wanted.id
            """;

    private static final String OPERATIONS = """
            SELECT id, state, reason_code, reason_detail, version, applied_at FROM operation
            WHERE id = ANY ($1::uuid[])
            """;

    private static final String ADVANCE = """
            UPDATE partition_position p SET next_offset = a.upto, updated_at = headrace_now()
            FROM unnest($2::int[], $3::bigint[], $4::bigint[]) AS a (partition, since, upto)
            WHERE p.topic_id = $1 AND p.partition = a.partition AND p.next_offset = a.since
            """;

    private static final String RECORDS = """
            INSERT INTO record (environment, id, owner_id, endpoint_id, version, data, created_at, updated_at,
                                deleted_at, kafka_partition, kafka_offset)
            SELECT environment, id, owner_id, endpoint_id, version, data::jsonb, created_at, updated_at,
                   deleted_at, kafka_partition, kafka_offset
            FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::timestamptz[],
                        $8::timestamptz[], $9::timestamptz[], $10::int[], $11::bigint[])
                     AS r (environment, id, owner_id, endpoint_id, version, data, created_at, updated_at,
                           deleted_at, kafka_partition, kafka_offset)
            ON CONFLICT (environment, id) DO UPDATE
                SET version = EXCLUDED.version, data = EXCLUDED.data, updated_at = EXCLUDED.updated_at,
                    deleted_at = EXCLUDED.deleted_at, kafka_partition = EXCLUDED.kafka_partition,
                    kafka_offset = EXCLUDED.kafka_offset
            """;

    private static final String LOG = """
            INSERT INTO operation (id, owner_id, endpoint_id, environment, record_id, kind, state, reason_code,
                                   reason_detail, version, actor, request_id, accepted_at, applied_at,
                                   kafka_partition, kafka_offset)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[],
                                 $8::int[], $9::text[], $10::bigint[], $11::text[], $12::text[], $13::timestamptz[],
                                 $14::timestamptz[], $15::int[], $16::bigint[])
            """;
}
