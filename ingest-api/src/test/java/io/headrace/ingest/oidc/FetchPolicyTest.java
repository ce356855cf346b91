package io.headrace.ingest.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.ingest.oidc.FetchPolicy.Step;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FetchPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void the_first_token_waits_for_the_keys() {
        assertThat(FetchPolicy.step(null, null, false, NOW)).isEqualTo(Step.FETCH_AND_WAIT);
    }

    @Test
    void while_there_is_nothing_it_is_tried_again_but_not_by_each_token() {
        assertThat(FetchPolicy.step(null, NOW.minusMillis(1_999), false, NOW)).isEqualTo(Step.GIVE_UP);
        assertThat(FetchPolicy.step(null, NOW.minusSeconds(2), false, NOW)).isEqualTo(Step.FETCH_AND_WAIT);
    }

    @Test
    void a_known_key_is_used_and_renewed_behind_the_scenes_when_it_is_old() {
        Instant justFresh = NOW.minus(FetchPolicy.FRESH).plusMillis(1);
        Instant old = NOW.minus(FetchPolicy.FRESH);

        assertThat(FetchPolicy.step(justFresh, justFresh, true, NOW)).isEqualTo(Step.USE);
        assertThat(FetchPolicy.step(old, old, true, NOW)).isEqualTo(Step.USE_AND_FETCH);
    }

    @Test
    void what_is_old_is_used_on_while_the_provider_is_away() {
        assertThat(FetchPolicy.step(NOW.minusSeconds(1_000_000), NOW.minusSeconds(1), true, NOW))
                .isEqualTo(Step.USE);
    }

    @Test
    void an_unknown_key_is_asked_for_at_most_every_thirty_seconds() {
        Instant held = NOW.minus(FetchPolicy.HOLD).plusMillis(1);

        assertThat(FetchPolicy.step(held, held, false, NOW)).isEqualTo(Step.USE);
        assertThat(FetchPolicy.step(held, NOW.minus(FetchPolicy.HOLD), false, NOW))
                .isEqualTo(Step.FETCH_AND_WAIT);
    }
}
