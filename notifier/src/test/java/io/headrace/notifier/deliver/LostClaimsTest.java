package io.headrace.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LostClaimsTest {
    private static final long LOOK = LostClaims.BETWEEN_LOOKS.toNanos();
    private static final long LAST = LostClaims.MAY_STILL_COME.toNanos();

    private final LostClaims lost = new LostClaims();

    @Test
    void where_every_claim_was_answered_there_is_nothing_to_look_for() {
        assertThat(lost.isDue(0)).isFalse();
        assertThat(lost.isDue(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void it_looks_at_once_and_from_time_to_time() {
        lost.lost(10);
        assertThat(lost.isDue(10)).isTrue();

        lost.looked(10);

        assertThat(lost.isDue(10 + LOOK - 1)).isFalse();
        assertThat(lost.isDue(10 + LOOK)).isTrue();
    }

    @Test
    void it_ends_when_no_claim_can_be_carried_out_any_more() {
        lost.lost(0);
        lost.looked(LAST - 1);
        assertThat(lost.isDue(LAST + LOOK)).isTrue();

        lost.looked(LAST);

        assertThat(lost.isDue(LAST + LOOK)).isFalse();
    }

    @Test
    void another_one_begins_it_anew() {
        lost.lost(0);
        lost.looked(LAST);

        lost.lost(LAST + 1);

        assertThat(lost.isDue(LAST + 1)).isTrue();
    }
}
