package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.local.SupervisedProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 under a steady stream of writes: every 202 is stored once, in order, and told. */
class CrashTest {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("crash", config -> config.with("HEADRACE_WEBHOOK_SCHEDULE", "PT0S,PT1S,PT1S,PT1S"));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "notifier", "ingest-api", "kafka", "postgres"})
    void nothing_is_lost_when_a_process_is_killed(String victim) {
        try (WebhookReceiver receiver = new WebhookReceiver();
                WriteStream writes = new WriteStream(system, receiver, 2)) {
            writes.awaitAccepted(100);
            SupervisedProcess process = system.local().process(victim);
            long pid = process.pid();
            process.kill();
            await(victim + " is back")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> process.isAlive() && process.pid() != pid && process.answers());
            writes.awaitAcceptedMore(100);
            writes.stop();

            assertNothingLost(writes, receiver, victim.equals("notifier") ? 1 : 0);
        }
    }

    /** The last of the chain to be killed is the one that was writing; twice in a row, without a pause. */
    @Test
    void nothing_is_lost_when_processes_are_killed_one_after_the_other() {
        try (WebhookReceiver receiver = new WebhookReceiver();
                WriteStream writes = new WriteStream(system, receiver, 2)) {
            for (String victim : List.of("processor", "processor", "notifier", "kafka", "ingest-api", "notifier")) {
                writes.awaitAcceptedMore(40);
                system.local().process(victim).kill();
            }
            writes.awaitAcceptedMore(100);
            writes.stop();

            assertNothingLost(writes, receiver, 2);
        }
    }

    /** @param crashes of the notifier: each may repeat what was in flight, and nothing else may */
    private static void assertNothingLost(WriteStream writes, WebhookReceiver receiver, int crashes) {
        await("all accepted writes are decided")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> writes.undecided() == 0);
        assertThat(writes.storedAgainstTheAnswer()).isZero();
        writes.assertStoredInOrder();
        await("every accepted write is told")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> writes.untold(receiver).isEmpty());
        assertThat(writes.mostReceipts(receiver)).isLessThanOrEqualTo(1 + crashes);
    }
}
