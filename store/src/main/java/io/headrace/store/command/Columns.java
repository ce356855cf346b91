package io.headrace.store.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns rows into the arrays that one set-based statement takes, a column each. */
final class Columns<T> {
    private final List<T> rows;

    Columns(List<T> rows) {
        this.rows = rows;
    }

    @Nullable
    String[] texts(Function<T, @Nullable String> column) {
        return column(String[]::new, column);
    }

    @Nullable
    UUID[] ids(Function<T, @Nullable UUID> column) {
        return column(UUID[]::new, column);
    }

    @Nullable
    Long[] longs(Function<T, @Nullable Long> column) {
        return column(Long[]::new, column);
    }

    @Nullable
    Integer[] integers(Function<T, @Nullable Integer> column) {
        return column(Integer[]::new, column);
    }

    @Nullable
    OffsetDateTime[] times(Function<T, @Nullable Instant> column) {
        return column(OffsetDateTime[]::new, row -> time(column.apply(row)));
    }

    private <C> C[] column(IntFunction<C[]> array, Function<T, @Nullable C> column) {
        C[] values = array.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
