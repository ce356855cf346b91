package io.headrace.store.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into the arrays that one set-based statement takes, a column each. */
final class Columns<T> {
    private final List<T> rows;

    Columns(List<T> rows) {
        this.rows = rows;
    }

    @Nullable
    String[] texts(Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    @Nullable
    UUID[] ids(Function<T, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    @Nullable
    Long[] longs(Function<T, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    @Nullable
    Integer[] integers(Function<T, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    @Nullable
    OffsetDateTime[] times(Function<T, @Nullable Instant> column) {
        return rows.stream().map(column).map(Columns::time).toArray(OffsetDateTime[]::new);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
