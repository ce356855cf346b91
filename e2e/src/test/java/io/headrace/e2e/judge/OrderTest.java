package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnAnswer.unknown;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertBreaksAmongOthers;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

/** L4 and L5: Kafka's order is the order of versions, and of real time. */
class OrderTest {
    private static final Part CREATED = all(aCreate(1), accepted(1), created(1));
    private static final Part REPLACED = all(aReplace(2), accepted(2), replaced(2, 2));

    @Test
    void versions_that_follow_kafka_hold_with_rejected_ones_in_between() {
        assertHolds(
                CREATED,
                aReplace(2).ifVersion(7),
                accepted(2),
                replaced(2, 0).rejected(41201),
                aReplace(3),
                accepted(3),
                replaced(3, 2),
                aRecord(3, 2));
    }

    @Test
    void a_record_in_two_partitions_has_no_order() {
        assertBreaksAmongOthers(
                Law.L4,
                CREATED,
                aReplace(2),
                accepted(2),
                replaced(2, 0).rejected(40401).place(1, 2),
                aReplace(3),
                accepted(3),
                replaced(3, 2),
                aRecord(3, 2));
    }

    @Test
    void two_operations_at_one_place_have_no_order() {
        assertBreaksAmongOthers(
                Law.L4,
                CREATED,
                REPLACED,
                aReplace(3),
                accepted(3),
                replaced(3, 3).place(3, 2),
                aRecord(3, 3).offset(2));
    }

    @Test
    void a_version_that_is_left_out_is_out_of_order() {
        assertBreaksAmongOthers(Law.L4, CREATED, aReplace(2), accepted(2), replaced(2, 3), aRecord(2, 3));
    }

    @Test
    void versions_against_kafkas_order_are_out_of_order() {
        assertBreaksAmongOthers(
                Law.L4, CREATED, aReplace(2), replaced(2, 3), aReplace(3), replaced(3, 2), aRecord(2, 3));
    }

    @Test
    void a_record_that_stands_before_its_last_operation_is_out_of_order() {
        assertBreaks(Law.L4, CREATED, REPLACED, aRecord(2, 2).offset(1));
    }

    @Test
    void a_write_may_not_come_before_one_that_was_accepted_before_it_was_asked_for() {
        assertBreaks(
                Law.L5,
                CREATED,
                aReplace(2),
                accepted(2),
                aReplace(3),
                accepted(3),
                replaced(3, 2).place(3, 4),
                replaced(2, 3).place(3, 5),
                aRecord(2, 3).offset(5));
    }

    @Test
    void the_one_that_comes_too_early_need_not_be_its_neighbour() {
        assertBreaks(
                Law.L5,
                CREATED,
                aReplace(2),
                accepted(2),
                aReplace(3).at(22).byClient(1),
                unknown(3),
                aReplace(4),
                accepted(4),
                replaced(4, 2).place(3, 4),
                replaced(3, 3).place(3, 5),
                replaced(2, 4).place(3, 6),
                aRecord(2, 4).offset(6));
    }

    @Test
    void rejected_writes_have_their_place_in_real_time_too() {
        assertBreaks(
                Law.L5,
                CREATED,
                aReplace(2).ifVersion(9),
                accepted(2),
                aReplace(3),
                accepted(3),
                replaced(3, 2).place(3, 4),
                replaced(2, 0).rejected(41201).place(3, 5),
                aRecord(3, 2).offset(4));
    }

    @Test
    void writes_that_overlap_may_come_in_any_order() {
        assertHolds(
                CREATED,
                aReplace(2),
                accepted(2).at(31),
                aReplace(3).byClient(1),
                accepted(3),
                replaced(3, 2).place(3, 4),
                replaced(2, 3).place(3, 5),
                aRecord(2, 3).offset(5));
    }

    @Test
    void a_write_whose_answer_never_came_may_come_at_any_time() {
        assertHolds(
                CREATED,
                aReplace(2),
                unknown(2),
                aReplace(3),
                accepted(3),
                replaced(3, 2).place(3, 4),
                replaced(2, 3).place(3, 5),
                aRecord(2, 3).offset(5));
    }

    @Test
    void a_repeated_write_was_asked_for_by_the_try_that_was_applied() {
        Part late = all(
                CREATED,
                aReplace(2).again(2),
                unknown(2),
                aReplace(3),
                accepted(3),
                aReplace(4).again(2),
                accepted(4).operation("op_2"),
                replaced(3, 3).place(3, 5),
                aRecord(3, 3).offset(5));

        assertHolds(late, replaced(2, 2).place(3, 4));
        assertBreaks(Law.L5, late, replaced(4, 2).id("op_2").place(3, 4));
    }
}
