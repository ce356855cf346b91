package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ADelivery.delivered;
import static io.headrace.e2e.judge.ADelivery.exhausted;
import static io.headrace.e2e.judge.AReceipt.aReceipt;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

/** L15, and what a subscription is to the other laws of webhooks. */
class OrderedWebhooksTest {
    private static final Part TWICE = all(
            aCreate(1).subscribed("/t"),
            accepted(1),
            created(1),
            aReplace(2).subscribed("/t"),
            accepted(2),
            replaced(2, 2),
            aRecord(2, 2));
    private static final Part FIRST = all(delivered(1).succeeded(40), aReceipt(1, 40));

    @Test
    void one_after_the_other_holds() {
        assertHolds(TWICE, FIRST, delivered(2).succeeded(50), second(50));
    }

    @Test
    void a_subscription_that_hears_nothing_is_not_told() {
        assertBreaks(Law.L9, TWICE, FIRST);
    }

    @Test
    void one_that_begins_before_the_first_is_over_does_not_wait() {
        assertBreaks(Law.L15, TWICE, FIRST, delivered(2).succeeded(47), second(47));
    }

    @Test
    void another_subscription_that_hears_of_the_record_waits_for_nobody() {
        assertHolds(TWICE, FIRST, delivered(2).at("http://127.0.0.1:9001").succeeded(47), second(47));
    }

    @Test
    void one_that_overtakes_a_retry_does_not_wait() {
        assertBreaks(
                Law.L15,
                TWICE,
                delivered(1).failed(40, 500).succeeded(1_050),
                aReceipt(1, 40).answered(500),
                aReceipt(1, 1_050).attempt(2),
                delivered(2).succeeded(60),
                second(60));
    }

    @Test
    void one_that_is_there_before_the_answer_to_the_first_does_not_wait() {
        assertBreaks(Law.L15, TWICE, FIRST, delivered(2).succeeded(52), second(39));
    }

    @Test
    void one_that_was_given_up_is_waited_for_too() {
        Part givenUp = all(
                exhausted(1)
                        .failed(40, 500)
                        .failed(1_051, 500)
                        .failed(2_062, 500)
                        .failed(3_073, 500),
                aReceipt(1, 40).answered(500));

        assertHolds(TWICE, givenUp, delivered(2).succeeded(3_084), second(3_084));
        assertBreaks(Law.L15, TWICE, givenUp, delivered(2).succeeded(3_000), second(3_000));
    }

    @Test
    void what_only_tries_a_held_target_does_not_count_and_keeps_no_schedule() {
        Part tried = all(
                TWICE,
                aReceipt(1, 40).answered(500),
                aReceipt(1, 5_000).attempt(5),
                delivered(2).succeeded(5_100),
                second(5_100));

        assertHolds(tried, held().probes(2));
        assertBreaks(Law.L12, tried, held().probes(0));
    }

    /** Two attempts, three that only tried, or fewer, and one that ends it. */
    private static ADelivery held() {
        return delivered(1)
                .failed(40, 500)
                .failed(60, 500)
                .failed(80, 500)
                .failed(100, 500)
                .succeeded(5_000);
    }

    private static AReceipt second(double millis) {
        return aReceipt(2, millis).says("record.updated", 2L);
    }
}
