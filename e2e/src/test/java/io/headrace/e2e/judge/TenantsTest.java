package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ADelivery.delivered;
import static io.headrace.e2e.judge.AReceipt.aReceipt;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARun.aLeak;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnAnswer.notFound;
import static io.headrace.e2e.judge.AnAnswer.refused;
import static io.headrace.e2e.judge.AnAnswer.rejected;
import static io.headrace.e2e.judge.AnAnswer.shown;
import static io.headrace.e2e.judge.AnAnswer.unknown;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aList;
import static io.headrace.e2e.judge.AnInvoke.aRead;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertBreaksAmongOthers;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

/** L8: nobody sees or changes what is another's. */
class TenantsTest {
    private static final Part CREATED = all(aCreate(1), accepted(1), created(1), aRecord(1, 1));

    @Test
    void ones_own_canary_may_be_shown() {
        assertHolds(
                CREATED,
                aRead(2),
                shown(2, 1, "{\"call\":1}").canaries(0),
                aList(3),
                shown(3, 1, null).canaries());
    }

    @Test
    void another_owners_canary_in_an_answer_is_a_leak() {
        assertBreaks(Law.L8, CREATED, aRead(2), shown(2, 1, "{\"call\":1}").canaries(1));
        assertBreaks(Law.L8, CREATED, aList(2), shown(2, 1, null).canaries(0, 1));
        assertBreaks(Law.L8, CREATED, aCreate(2), refused(2, 40001).canaries(1));
    }

    @Test
    void another_owners_record_is_not_found() {
        assertHolds(CREATED, aRead(2).byOwner(1), notFound(2));
        assertHolds(CREATED, aRead(2).byOwner(1), refused(2, 40302));
        assertHolds(CREATED, aRead(2).byOwner(1), unknown(2));
        assertBreaks(Law.L8, CREATED, aRead(2).byOwner(1), shown(2, 1, "{\"call\":1}"));
    }

    @Test
    void a_write_to_another_owners_record_may_be_accepted_but_not_applied() {
        Part probe = all(CREATED, aReplace(2).byOwner(1));

        assertHolds(probe, accepted(2), replaced(2, 0).owner(1).rejected(40401));
        assertHolds(probe, rejected(2, 40401), replaced(2, 0).owner(1).rejected(40401));
        assertBreaksAmongOthers(
                Law.L8,
                aCreate(1),
                accepted(1),
                created(1),
                aReplace(2).byOwner(1),
                accepted(2),
                replaced(2, 2).owner(1),
                aRecord(2, 2));
    }

    @Test
    void a_webhook_shows_its_own_owners_canary_only() {
        Part told = all(
                aCreate(1).target("/t"),
                accepted(1),
                created(1),
                aRecord(1, 1),
                delivered(1).succeeded(20));

        assertHolds(told, aReceipt(1, 20).canaries(0));
        assertBreaks(Law.L8, told, aReceipt(1, 20).canaries(1));
        assertBreaks(Law.L8, told, aReceipt(1, 20).canaries(0, 1));
    }

    @Test
    void a_delivery_is_its_operations_owners() {
        assertBreaks(
                Law.L8,
                aCreate(1).target("/t"),
                accepted(1),
                created(1),
                aRecord(1, 1),
                delivered(1).owner(1).succeeded(20),
                aReceipt(1, 20));
    }

    @Test
    void a_canary_in_a_log_is_a_leak() {
        assertBreaks(Law.L8, CREATED, aLeak("processor.log line 7"));
    }
}
