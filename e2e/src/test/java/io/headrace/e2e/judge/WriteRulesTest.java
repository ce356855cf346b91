package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.AFault.aFault;
import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARecord.aTombstone;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnAnswer.refused;
import static io.headrace.e2e.judge.AnAnswer.rejected;
import static io.headrace.e2e.judge.AnAnswer.unknown;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aRead;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.deleted;
import static io.headrace.e2e.judge.AnOperation.poison;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertBreaksAmongOthers;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import io.headrace.e2e.history.FaultKind;
import org.junit.jupiter.api.Test;

/** L1 to L3: nothing lost, nothing twice, nothing that nobody asked for. */
class WriteRulesTest {
    private static final Part CREATED = all(aCreate(1), accepted(1), created(1), aRecord(1, 1));

    @Test
    void one_write_accepted_and_applied_holds() {
        assertHolds(CREATED);
    }

    @Test
    void an_accepted_write_without_an_operation_is_a_loss() {
        assertBreaks(Law.L1, aCreate(1), accepted(1));
    }

    @Test
    void a_write_that_a_waiting_client_knows_as_rejected_must_be_there_too() {
        assertBreaks(Law.L1, aReplace(1), rejected(1, 40401));
    }

    @Test
    void an_operation_of_another_id_than_the_client_was_told_is_a_loss() {
        assertBreaks(Law.L1, aCreate(1), accepted(1).operation("op_other"), created(1), aRecord(1, 1));
    }

    @Test
    void an_unknown_write_may_be_lost() {
        assertHolds(aCreate(1), unknown(1));
    }

    @Test
    void an_unknown_write_may_be_applied() {
        assertHolds(aCreate(1), unknown(1), created(1), aRecord(1, 1));
    }

    @Test
    void a_503_that_says_unknown_promises_nothing_although_it_names_the_operation() {
        assertHolds(aCreate(1), unknown(1).operation("op_1").record("rec_a"));
    }

    @Test
    void a_write_without_any_answer_may_be_either() {
        assertHolds(aCreate(1), aCreate(2), created(2), aRecord(2, 1));
    }

    @Test
    void a_refused_write_may_not_be_lost_because_it_never_was() {
        assertHolds(aCreate(1), refused(1, 40001), aCreate(2), refused(2, 50301));
    }

    @Test
    void a_refused_write_that_is_applied_is_one_too_many() {
        assertBreaks(Law.L2, aCreate(1), refused(1, 40001), created(1), aRecord(1, 1));
    }

    @Test
    void one_request_with_two_operations_is_one_too_many() {
        assertBreaks(
                Law.L2,
                CREATED,
                created(1).id("op_1b").of("rec_b").place(3, 2),
                aRecord(1, 1).id("rec_b").offset(2));
    }

    @Test
    void one_operation_id_in_two_rows_is_one_too_many() {
        assertBreaksAmongOthers(Law.L2, CREATED, created(1).place(3, 2));
    }

    @Test
    void one_operation_id_of_two_writes_is_one_too_many() {
        assertBreaksAmongOthers(
                Law.L2,
                CREATED,
                aReplace(2),
                accepted(2).operation("op_1"),
                replaced(2, 2).id("op_1"),
                aRecord(2, 2));
    }

    @Test
    void a_repeated_write_that_has_two_operations_is_one_too_many() {
        assertBreaks(
                Law.L2,
                aCreate(1).again(1),
                unknown(1),
                created(1).of("rec_b"),
                aRecord(1, 1).id("rec_b"),
                aCreate(2).again(1),
                accepted(2),
                created(2),
                aRecord(1, 1).offset(2));
    }

    @Test
    void a_repeated_write_that_was_told_two_ids_is_not_one_write() {
        assertBreaksAmongOthers(
                Law.L2, aCreate(1).again(1), accepted(1), aCreate(2).again(1), accepted(2), created(1), aRecord(1, 1));
    }

    @Test
    void a_repeated_write_that_was_told_two_records_is_not_one_write() {
        assertBreaks(
                Law.L2,
                CREATED,
                aCreate(2).again(1),
                accepted(2).operation("op_1").record("rec_b"));
    }

    @Test
    void a_repeated_write_with_one_operation_holds_whichever_try_was_applied() {
        Part first = all(aCreate(1).again(1), unknown(1));
        Part second = all(aCreate(2).again(1), accepted(2).operation("op_x"));
        Part third = all(aCreate(3).again(1), refused(3, 50301));

        assertHolds(first, second, third, created(1).id("op_x"), aRecord(1, 1));
        assertHolds(first, second, third, created(2).id("op_x"), aRecord(1, 1).offset(2));
    }

    @Test
    void a_try_that_was_refused_has_no_operation_even_if_another_try_may_have_one() {
        assertBreaks(
                Law.L2,
                aCreate(1).again(1),
                unknown(1),
                aCreate(2).again(1),
                refused(2, 50301),
                created(2),
                aRecord(1, 1).offset(2));
    }

    @Test
    void an_operation_of_no_request_is_a_phantom() {
        assertBreaks(Law.L3, CREATED, created(8).of("rec_b"), aRecord(8, 1).id("rec_b"));
    }

    @Test
    void an_operation_of_a_foreign_request_id_is_a_phantom() {
        assertBreaks(
                Law.L3,
                CREATED,
                created(8).requestId("call-other-8").of("rec_b"),
                aRecord(8, 1).id("rec_b"));
    }

    @Test
    void an_operation_of_another_kind_than_was_asked_for_is_a_phantom() {
        assertBreaksAmongOthers(Law.L3, CREATED, aReplace(2), accepted(2), deleted(2, 2), aTombstone(2, 2));
    }

    @Test
    void an_operation_on_another_record_than_was_asked_for_is_a_phantom() {
        assertBreaksAmongOthers(
                Law.L3, CREATED, aReplace(2), accepted(2), replaced(2, 1).of("rec_b"));
    }

    @Test
    void an_operation_that_a_read_caused_is_a_phantom() {
        assertBreaksAmongOthers(Law.L3, CREATED, aRead(2), unknown(2), replaced(2, 2), aRecord(2, 2));
    }

    @Test
    void dead_messages_without_poison_are_phantoms() {
        assertBreaks(Law.L3, CREATED, poison());
    }

    @Test
    void poison_leaves_dead_messages_and_nothing_else() {
        Part poisoned = aFault(FaultKind.POISON, "kafka-log").from(50);

        assertHolds(CREATED, poisoned, poison());
        assertBreaksAmongOthers(
                Law.L3, CREATED, poisoned, created(8).of("rec_b"), aRecord(8, 1).id("rec_b"));
    }
}
