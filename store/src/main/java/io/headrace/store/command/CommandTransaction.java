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
import java.util.ArrayList;
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

    /**
     * Locks the positions, so that a consumer that lost its partitions waits here and then sees what was done.
     *
     * @param operations at least one
     */
    public Uni<Snapshot> lockAndRead(
            Collection<Integer> partitions, Collection<RecordKey> records, Collection<UUID> operations) {
        Uni<RowSet<Row>> positions = run(Statements.LOCK, Arguments.lock(topicId, partitions));
        Uni<RowSet<Row>> heads = run(Statements.HEADS, Arguments.heads(records));
        Uni<RowSet<Row>> known = run(Statements.OPERATIONS, Arguments.operations(operations));
        return Uni.combine()
                .all()
                .unis(positions, heads, known)
                .with((p, h, o) -> new Snapshot(
                        instant(o.iterator().next(), "now"), CommandStore.offsets(p), heads(h), operations(o)));
    }

    /** Writes it all; {@link PositionConflict} if a position does not stand where it should. */
    public Uni<Void> write(Changes changes) {
        List<Uni<RowSet<Row>>> statements = new ArrayList<>();
        statements.add(run(Statements.ADVANCE, Arguments.advance(topicId, changes.advances())));
        if (!changes.created().isEmpty()) {
            statements.add(run(Statements.CREATED, Arguments.records(changes.created())));
        }
        if (!changes.changed().isEmpty()) {
            statements.add(run(Statements.CHANGED, Arguments.records(changes.changed())));
        }
        if (!changes.operations().isEmpty()) {
            statements.add(run(Statements.LOG, Arguments.log(changes.operations())));
        }
        return Uni.join()
                .all(statements)
                .andFailFast()
                .map(answers -> answers.get(0).rowCount())
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
            if (id != null) {
                OperationState state = OperationState.ofWireName(row.getString("state"));
                operations.put(
                        id,
                        new KnownOperation(
                                id,
                                state,
                                reason(row),
                                row.getLong("version"),
                                instant(row, "applied_at"),
                                row.getLong("kafka_offset")));
            }
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
}
