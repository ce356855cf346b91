package io.headrace.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SigningTermPlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration PERIOD = Duration.ofDays(30);
    private final SigningTermPlanner planner = new SigningTermPlanner(PERIOD);

    @Test
    void the_first_key_signs_at_once_and_is_kept_until_its_last_token_is_over() {
        SigningTerm first = planner.missing(List.of(), NOW).orElseThrow();

        assertThat(first.signsFrom()).isEqualTo(NOW);
        assertThat(first.signsUntil()).isEqualTo(NOW.plus(PERIOD));
        assertThat(first.verifiesUntil()).isAfter(first.signsUntil().plus(TokenPlanner.LIFETIME));
    }

    @Test
    void the_next_key_is_there_a_day_before_it_signs() {
        SigningTerm current = planner.missing(List.of(), NOW).orElseThrow();
        Instant dayBefore = current.signsUntil().minus(Duration.ofDays(1));

        assertThat(planner.missing(List.of(current), dayBefore.minusMillis(1))).isEmpty();
        SigningTerm next = planner.missing(List.of(current), dayBefore).orElseThrow();
        assertThat(next.signsFrom()).isEqualTo(current.signsUntil());
        assertThat(planner.missing(List.of(current, next), dayBefore)).isEmpty();
    }

    @Test
    void a_short_period_has_its_half_as_notice() {
        SigningTermPlanner hasty = new SigningTermPlanner(Duration.ofMinutes(10));
        SigningTerm current = hasty.missing(List.of(), NOW).orElseThrow();

        assertThat(hasty.missing(
                        List.of(current), NOW.plus(Duration.ofMinutes(5)).minusMillis(1)))
                .isEmpty();
        assertThat(hasty.missing(List.of(current), NOW.plus(Duration.ofMinutes(5))))
                .isPresent();
    }

    @Test
    void a_key_that_was_ended_early_is_followed_from_there() {
        Instant end = NOW.plusSeconds(10);
        SigningTerm ended = new SigningTerm(NOW.minusSeconds(60), end, end.plusSeconds(3_900));

        assertThat(planner.missing(List.of(ended), NOW))
                .map(SigningTerm::signsFrom)
                .contains(end);
    }

    @Test
    void after_a_time_without_keys_the_next_one_signs_at_once() {
        SigningTerm over = new SigningTerm(NOW.minusSeconds(60), NOW, NOW.plusSeconds(3_900));

        assertThat(planner.missing(List.of(over), NOW))
                .map(SigningTerm::signsFrom)
                .contains(NOW);
    }

    @Test
    void of_two_keys_at_once_every_instance_signs_with_the_same() {
        SigningKey one = SigningKey.create(new SigningTerm(NOW, NOW.plusSeconds(9), NOW.plusSeconds(99)));
        SigningKey other = SigningKey.create(one.term());
        SigningKey next =
                SigningKey.create(new SigningTerm(NOW.plusSeconds(5), NOW.plusSeconds(9), NOW.plusSeconds(99)));

        Optional<SigningKey> signer = new SigningKeyRing(List.of(one, other, next)).signer(NOW);
        assertThat(signer).isEqualTo(new SigningKeyRing(List.of(next, other, one)).signer(NOW));
        assertThat(signer).isNotEqualTo(Optional.of(next));
        assertThat(new SigningKeyRing(List.of(one, other, next)).signer(NOW.plusSeconds(5)))
                .contains(next);
        assertThat(new SigningKeyRing(List.of(one, next)).signer(NOW.plusSeconds(9)))
                .isEmpty();
    }
}
