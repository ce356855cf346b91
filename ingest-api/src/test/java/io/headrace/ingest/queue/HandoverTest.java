package io.headrace.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final List<PublishOutcome> outcomes = new ArrayList<>();
    private final Handover handover = new Handover(outcomes::add);

    @Test
    void an_acknowledgement_is_acceptance() {
        handover.onCompletion(null, null);

        assertThat(outcomes).containsExactly(PublishOutcome.ACCEPTED);
    }

    @Test
    void a_failure_within_send_means_it_was_never_taken() {
        handover.onCompletion(null, new TimeoutException("no metadata"));

        assertThat(outcomes).containsExactly(PublishOutcome.NOT_ACCEPTED);
    }

    @Test
    void a_failure_from_the_network_thread_leaves_it_unknown() throws InterruptedException {
        Thread network = new Thread(() -> handover.onCompletion(null, new TimeoutException("expired")));
        network.start();
        network.join();

        assertThat(outcomes).containsExactly(PublishOutcome.UNKNOWN);
    }

    @Test
    void only_the_first_report_counts() {
        handover.onCompletion(null, null);
        handover.end(PublishOutcome.NOT_ACCEPTED);

        assertThat(outcomes).containsExactly(PublishOutcome.ACCEPTED);
    }

    @Test
    void the_budget_is_spent_in_commands_and_in_bytes_and_comes_back() {
        InFlightBudget budget = new InFlightBudget(2, 100);
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();
        assertThat(budget.take(40)).isTrue();
        assertThat(budget.take(0)).isFalse();

        budget.giveBack(60);

        assertThat(budget.commands()).isEqualTo(1);
        assertThat(budget.take(60)).isTrue();
    }
}
