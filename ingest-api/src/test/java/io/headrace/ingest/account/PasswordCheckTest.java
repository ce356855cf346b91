package io.headrace.ingest.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {
    private final PasswordCheck check = new PasswordCheck();

    @Test
    void a_password_matches_its_hash_and_no_other() {
        String hash = check.hash("correct horse").await().indefinitely();

        assertThat(matches("correct horse", hash)).isTrue();
        assertThat(matches("correct horsE", hash)).isFalse();
        assertThat(matches("correct horse", null)).isFalse();
    }

    @Test
    void what_bcrypt_would_not_read_is_not_taken_for_the_password() {
        String whole = "x".repeat(72);
        String hash = check.hash(whole).await().indefinitely();

        assertThat(matches(whole, hash)).isTrue();
        assertThat(matches(whole + "y", hash)).isFalse();
    }

    @Test
    void where_too_many_wait_the_next_is_told_to_come_again() {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(check.hash("password " + i).subscribeAsCompletionStage());
        }

        assertThat(all.stream().filter(CompletableFuture::isCompletedExceptionally))
                .isNotEmpty()
                .allSatisfy(PasswordCheckTest::assertBusy);
        assertThat(all.get(0).join()).startsWith("$2");
        all.forEach(future -> future.cancel(true));
    }

    private static void assertBusy(CompletableFuture<String> refused) {
        assertThat(refused.handle((hash, failure) -> failure).join())
                .isInstanceOfSatisfying(ProblemException.class, busy -> {
                    assertThat(busy.problem().code()).isEqualTo(ErrorCode.QUEUE_UNAVAILABLE);
                    assertThat(busy.problem().headers()).containsKey("Retry-After");
                });
    }

    private boolean matches(String password, String hash) {
        return check.matches(password, hash).await().indefinitely();
    }
}
