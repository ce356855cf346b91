package io.headrace.store.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdRangeTest {
    @Test
    void bounds_are_in_the_order_of_bytes_where_a_leading_one_is_large() {
        UUID low = UUID.fromString("01990000-0000-7000-0000-000000000001");
        UUID middle = UUID.fromString("01990000-0000-7000-8000-000000000000");
        UUID high = UUID.fromString("ffffffff-0000-7000-0000-000000000000");

        assertThat(IdRange.of(List.of(middle, high, low))).isEqualTo(new IdRange(low, high));
        assertThat(IdRange.of(List.of(middle, low))).isEqualTo(new IdRange(low, middle));
        assertThat(IdRange.of(List.of(high))).isEqualTo(new IdRange(high, high));
    }
}
