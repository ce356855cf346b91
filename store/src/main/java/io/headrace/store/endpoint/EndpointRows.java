package io.headrace.store.endpoint;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads rows of {@code endpoint} and {@code endpoint_schema}. */
final class EndpointRows {
    private EndpointRows() {}

    static StoredEndpoint endpoint(Row row) {
        return new StoredEndpoint(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("schema"),
                row.getInteger("schema_version"),
                row.getBoolean("active"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    static SchemaVersion version(Row row) {
        return new SchemaVersion(
                row.getInteger("version"),
                row.getString("schema"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
        return StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
    }

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> reader) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(reader.apply(rows.iterator().next()));
    }

    static long total(RowSet<Row> rows) {
        return rows.iterator().next().getLong("total");
    }
}
