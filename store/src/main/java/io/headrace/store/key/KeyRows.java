package io.headrace.store.key;

import io.headrace.contracts.Environment;
import io.headrace.contracts.KeyScope;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the rows of this package's tables. */
final class KeyRows {
    private KeyRows() {}

    static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    static Optional<StoredKey> firstKey(RowSet<Row> rows) {
        return first(rows).map(KeyRows::key);
    }

    static List<StoredKey> keys(RowSet<Row> rows) {
        return all(rows, KeyRows::key);
    }

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return all;
    }

    static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime argument(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static StoredKey key(Row row) {
        return new StoredKey(
                row.getString("id"),
                row.getString("name"),
                Environment.ofWireName(row.getString("environment")),
                KeyScope.ofWireName(row.getString("scope")),
                row.getBoolean("active"),
                time(row, "expires_at"),
                row.getOffsetDateTime("created_at").toInstant(),
                time(row, "previous_valid_until"),
                time(row, "revoked_at"));
    }
}
