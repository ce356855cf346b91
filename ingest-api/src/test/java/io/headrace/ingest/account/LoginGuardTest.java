package io.headrace.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.headrace.ingest.start.IngestConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final LoginGuard guard = new LoginGuard(new Limits(2, 5, Duration.ofMinutes(15)), CLOCK);

    private record Limits(int failuresPerAccount, int failuresPerAddress, Duration window)
            implements IngestConfig.Login {}

    @Test
    void failures_of_one_account_are_counted_over_all_addresses() {
        fail("10.0.0.1", "a");
        fail("10.0.0.2", "a");

        assertRefused("10.0.0.3", "a");
        assertThat(succeed("10.0.0.3", "b")).contains("in");
    }

    @Test
    void failures_from_one_address_are_counted_over_all_accounts() {
        for (int i = 0; i < 5; i++) {
            fail("10.0.0.1", "account" + i);
        }

        assertRefused("10.0.0.1", "another");
        assertThat(succeed("10.0.0.2", "another")).contains("in");
    }

    @Test
    void who_logs_in_well_is_never_slowed_down() {
        for (int i = 0; i < 100; i++) {
            succeed("10.0.0.1", "a");
        }

        assertThat(succeed("10.0.0.1", "a")).contains("in");
    }

    @Test
    void an_own_account_does_not_buy_guesses_at_others() {
        for (int i = 0; i < 5; i++) {
            fail("10.0.0.1", "account" + i);
            if (i < 4) {
                succeed("10.0.0.1", "own");
            }
        }

        assertRefused("10.0.0.1", "another");
    }

    @Test
    void tries_at_the_same_time_are_all_counted() {
        List<UniEmitter<? super Optional<String>>> open = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            guard.<String>watch("10.0.0.1", "a", () -> Uni.createFrom().emitter(open::add))
                    .subscribe()
                    .with(found -> {});
        }

        assertRefused("10.0.0.1", "a");
        open.forEach(emitter -> emitter.complete(Optional.empty()));
        assertRefused("10.0.0.1", "a");
    }

    @Test
    void what_was_never_checked_is_no_failure() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> guard.<String>watch(
                                    "10.0.0.1",
                                    "a",
                                    () -> Uni.createFrom()
                                            .failure(Problem.storeUnavailable().exception()))
                            .await()
                            .indefinitely())
                    .isInstanceOf(ProblemException.class);
        }

        assertThat(succeed("10.0.0.1", "a")).contains("in");
    }

    private void fail(String address, String account) {
        guard.watch(address, account, () -> Uni.createFrom().item(Optional.<String>empty()))
                .await()
                .indefinitely();
    }

    private Optional<String> succeed(String address, String account) {
        return guard.watch(address, account, () -> Uni.createFrom().item(Optional.of("in")))
                .await()
                .indefinitely();
    }

    private void assertRefused(String address, String account) {
        assertThatThrownBy(() -> succeed(address, account)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refused.problem().headers()).containsEntry("Retry-After", "900");
        });
    }
}
