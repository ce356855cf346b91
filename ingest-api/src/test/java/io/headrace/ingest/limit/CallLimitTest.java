package io.headrace.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.http.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallLimitTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final CallLimit limit = new CallLimit(3, Duration.ofMinutes(1), nanos::get);
    private final UUID one = UUID.randomUUID();

    @Test
    void so_many_are_let_in_until_the_window_closes_and_each_counts_for_themselves() {
        limit.admit(one);
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        limit.admit(one);
        limit.admit(one);

        assertThatThrownBy(() -> limit.admit(one)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refused.problem().headers()).containsEntry("Retry-After", "40");
        });
        limit.admit(UUID.randomUUID());
        nanos.addAndGet(Duration.ofSeconds(41).toNanos());
        limit.admit(one);
    }
}
