package io.headrace.ingest.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureLimitTest {
    private static final FailureLimit.Who GUESSER = new FailureLimit.Who("192.0.2.1", "abcdefgh");
    private final AtomicLong nanos = new AtomicLong();
    private final FailureLimit limit = new FailureLimit(nanos::get);

    @Test
    void who_fails_too_often_waits_for_the_rest_of_the_minute() {
        fail(FailureLimit.MAX_FAILURES - 1);
        assertThat(limit.isReached(GUESSER)).isFalse();
        nanos.addAndGet(FailureLimit.WINDOW.dividedBy(2).toNanos());
        fail(1);
        assertThat(limit.isReached(GUESSER)).isTrue();

        nanos.addAndGet(FailureLimit.WINDOW.dividedBy(2).toNanos());
        assertThat(limit.isReached(GUESSER)).isFalse();
    }

    @Test
    void nobody_else_is_stopped() {
        fail(FailureLimit.MAX_FAILURES);

        assertThat(limit.isReached(new FailureLimit.Who("192.0.2.2", GUESSER.keyId())))
                .isFalse();
        assertThat(limit.isReached(new FailureLimit.Who(GUESSER.address(), "12345678")))
                .isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            limit.failed(GUESSER);
        }
    }
}
