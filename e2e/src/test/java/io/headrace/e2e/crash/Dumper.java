package io.headrace.e2e.crash;

import io.headrace.contracts.Ids;
import io.headrace.e2e.history.Dump;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies the tables that a run is judged by. */
final class Dumper {
    private static final String OPERATIONS = """
            SELECT id, owner_id, record_id, kind, state, reason_code, version, request_id, kafka_partition, kafka_offset
            FROM operation ORDER BY kafka_partition, kafka_offset""";
    private static final String RECORDS = """
            SELECT id, owner_id, version, data::text AS fields, deleted_at IS NOT NULL AS deleted, kafka_partition,
                   kafka_offset
            FROM record ORDER BY id""";
    private static final String DELIVERIES =
            "SELECT id, event_id, owner_id, target_url, state, attempts, coalesce(probes, 0) AS probes FROM delivery ORDER BY id";
    private static final String ATTEMPTS = """
            SELECT delivery_id, number, started_at, duration_ms, status, failure
            FROM attempt ORDER BY delivery_id, number""";
    private static final int FETCH_SIZE = 5_000;

    private final Database database;
    private final Owners owners;

    Dumper(Database database, Owners owners) {
        this.database = database;
        this.owners = owners;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Dump dump() {
        return new Dump(
                all(OPERATIONS, this::operation),
                all(RECORDS, this::storedRecord),
                all(DELIVERIES, this::delivery),
                all(ATTEMPTS, Dumper::attempt));
    }

    private <T> List<T> all(String sql, Reader<T> reader) {
        List<T> rows = new ArrayList<>();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_SIZE);
                ResultSet result = statement.executeQuery(sql);
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Dump.OperationRow operation(ResultSet row) throws SQLException {
        UUID recordId = row.getObject("record_id", UUID.class);
        return new Dump.OperationRow(
                id(Ids.OPERATION, row, "id"),
                owner(row),
                recordId == null ? null : Ids.format(Ids.RECORD, recordId),
                row.getString("kind"),
                row.getString("state"),
                row.getObject("reason_code", Integer.class),
                row.getObject("version", Long.class),
                row.getString("request_id"),
                row.getInt("kafka_partition"),
                row.getLong("kafka_offset"));
    }

    private Dump.RecordRow storedRecord(ResultSet row) throws SQLException {
        return new Dump.RecordRow(
                id(Ids.RECORD, row, "id"),
                owner(row),
                row.getLong("version"),
                row.getString("fields"),
                row.getBoolean("deleted"),
                row.getInt("kafka_partition"),
                row.getLong("kafka_offset"));
    }

    private Dump.DeliveryRow delivery(ResultSet row) throws SQLException {
        return new Dump.DeliveryRow(
                id(Ids.DELIVERY, row, "id"),
                id(Ids.EVENT, row, "event_id"),
                owner(row),
                row.getString("target_url"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getInt("probes"));
    }

    private static Dump.AttemptRow attempt(ResultSet row) throws SQLException {
        return new Dump.AttemptRow(
                id(Ids.DELIVERY, row, "delivery_id"),
                row.getInt("number"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getInt("duration_ms")),
                row.getObject("status", Integer.class),
                row.getString("failure"));
    }

    private int owner(ResultSet row) throws SQLException {
        @Nullable UUID id = row.getObject("owner_id", UUID.class);
        return id == null ? -1 : owners.number(id);
    }

    private static String id(String prefix, ResultSet row, String column) throws SQLException {
        return Ids.format(prefix, row.getObject(column, UUID.class));
    }
}
