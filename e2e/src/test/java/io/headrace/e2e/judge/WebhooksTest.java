package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ADelivery.delivered;
import static io.headrace.e2e.judge.ADelivery.exhausted;
import static io.headrace.e2e.judge.AReceipt.aReceipt;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnAnswer.rejected;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

/** L9 and L10: every outcome is told, once, and truly. */
class WebhooksTest {
    private static final Part WRITTEN = all(aCreate(1).target("/t"), accepted(1), created(1), aRecord(1, 1));
    private static final Part DELIVERED = delivered(1).succeeded(20);

    @Test
    void a_delivered_webhook_holds() {
        assertHolds(WRITTEN, DELIVERED, aReceipt(1, 20));
    }

    @Test
    void an_exhausted_webhook_holds() {
        assertHolds(
                WRITTEN,
                exhausted(1)
                        .failed(20, 500)
                        .failed(1_031, 500)
                        .failed(2_042, 500)
                        .failed(3_053, 500),
                aReceipt(1, 20).answered(500));
    }

    @Test
    void an_operation_without_its_delivery_is_not_told() {
        assertBreaks(Law.L9, WRITTEN);
    }

    @Test
    void a_rejected_operation_is_told_too() {
        Part rejected =
                all(aReplace(1).target("/t"), accepted(1), replaced(1, 0).rejected(40401));

        assertBreaks(Law.L9, rejected);
        assertHolds(rejected, DELIVERED, aReceipt(1, 20).says("record.rejected", null));
    }

    @Test
    void two_deliveries_of_one_operation_are_one_too_many() {
        assertBreaks(
                Law.L9,
                WRITTEN,
                DELIVERED,
                aReceipt(1, 20),
                delivered(2).event("evt_1").succeeded(20));
    }

    @Test
    void a_delivery_that_nobody_asked_for_is_a_phantom() {
        assertBreaks(
                Law.L9,
                aCreate(1),
                accepted(1),
                created(1),
                aRecord(1, 1),
                exhausted(1).failed(20, 410));
        assertBreaks(Law.L9, exhausted(1).failed(20, 410));
    }

    @Test
    void a_delivery_to_another_target_is_not_the_one_asked_for() {
        assertBreaks(Law.L9, WRITTEN, exhausted(1).path("/other").failed(20, 410));
    }

    @Test
    void a_delivery_must_end() {
        for (String state : new String[] {"pending", "sending", "waiting", "held", "cancelled"}) {
            assertBreaks(
                    Law.L9,
                    WRITTEN,
                    delivered(1).state(state).failed(20, 500),
                    aReceipt(1, 20).answered(500));
        }
    }

    @Test
    void delivered_means_that_a_target_answered_2xx() {
        assertBreaks(Law.L9, WRITTEN, DELIVERED);
        assertBreaks(Law.L9, WRITTEN, DELIVERED, aReceipt(1, 20).answered(500));
        assertHolds(WRITTEN, DELIVERED, aReceipt(1, 20).answered(204));
    }

    @Test
    void a_state_that_its_attempts_contradict_is_wrong() {
        assertBreaks(
                Law.L9,
                WRITTEN,
                exhausted(1)
                        .failed(20, 500)
                        .failed(1_031, 500)
                        .failed(2_042, 500)
                        .succeeded(3_053),
                aReceipt(1, 3_053).attempt(4));
        assertBreaks(Law.L9, WRITTEN, delivered(1).failed(20, 500), aReceipt(1, 20));
        assertBreaks(Law.L9, WRITTEN, delivered(1).succeeded(20).succeeded(1_031), aReceipt(1, 20));
    }

    @Test
    void a_webhook_must_be_signed() {
        assertBreaks(Law.L10, WRITTEN, DELIVERED, aReceipt(1, 20).forged());
    }

    @Test
    void a_webhook_may_not_come_before_its_row() {
        assertBreaks(Law.L10, WRITTEN, DELIVERED, aReceipt(1, 20).rowVisible(false));
        assertHolds(WRITTEN, DELIVERED, aReceipt(1, 20).rowVisible(null));
    }

    @Test
    void a_webhook_keeps_its_id_over_all_attempts() {
        Part twice = all(
                WRITTEN,
                delivered(1).failed(20, 500).succeeded(1_031),
                aReceipt(1, 20).answered(500));

        assertHolds(twice, aReceipt(1, 1_031).attempt(2));
        assertBreaks(
                Law.L10,
                twice,
                aReceipt(1, 1_031).attempt(2),
                aReceipt(1, 1_032).attempt(2).webhookId("evt_new").answered(500));
    }

    @Test
    void a_webhook_tells_of_an_operation_that_is_there() {
        assertBreaks(Law.L10, WRITTEN, DELIVERED, aReceipt(1, 20), aReceipt(8, 21));
    }

    @Test
    void a_webhook_says_what_the_row_says() {
        Part written = all(WRITTEN, DELIVERED);

        assertBreaks(Law.L10, written, aReceipt(1, 20).says("record.updated", 1L));
        assertBreaks(Law.L10, written, aReceipt(1, 20).says("record.created", 2L));
        assertBreaks(Law.L10, written, aReceipt(1, 20).says("record.rejected", null));
        assertBreaks(Law.L10, written, aReceipt(1, 20).record("rec_b"));
    }

    @Test
    void a_webhook_comes_to_the_target_that_was_asked_for() {
        assertBreaks(
                Law.L10,
                WRITTEN,
                DELIVERED,
                aReceipt(1, 20),
                aReceipt(1, 20).target("/other").answered(500));
        assertBreaks(Law.L10, WRITTEN, DELIVERED, aReceipt(1, 20).owner(1));
    }
}
