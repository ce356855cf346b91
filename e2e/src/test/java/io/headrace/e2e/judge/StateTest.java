package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARecord.aTombstone;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.ARun.quiet;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnAnswer.applied;
import static io.headrace.e2e.judge.AnAnswer.notFound;
import static io.headrace.e2e.judge.AnAnswer.rejected;
import static io.headrace.e2e.judge.AnAnswer.shown;
import static io.headrace.e2e.judge.AnAnswer.unknown;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aDelete;
import static io.headrace.e2e.judge.AnInvoke.aRead;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.deleted;
import static io.headrace.e2e.judge.AnOperation.poison;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertBreaksAmongOthers;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

/** L6: what the operations come to is what is stored, told and read in the end. */
class StateTest {
    private static final Part CREATED = all(aCreate(1), accepted(1), created(1));
    private static final Part REPLACED = all(aReplace(2), accepted(2), replaced(2, 2));
    private static final Part DELETED = all(aDelete(2), accepted(2), deleted(2, 2));

    @Test
    void the_last_operations_fields_are_the_records() {
        assertHolds(CREATED, REPLACED, aRecord(2, 2));
        assertBreaks(Law.L6, CREATED, REPLACED, aRecord(2, 2).fields("{\"call\":1}"));
    }

    @Test
    void numbers_are_compared_by_value_and_strings_to_the_character() {
        Part big = all(
                aCreate(1).fields("{\"n\":123456789012345678901234567890.10,\"e\":1e2,\"s\":\"a\"}"),
                accepted(1),
                created(1));

        assertHolds(big, aRecord(1, 1).fields("{\"e\": 100, \"s\": \"a\", \"n\": 123456789012345678901234567890.1}"));
        assertBreaks(
                Law.L6, big, aRecord(1, 1).fields("{\"e\":100,\"s\":\"a\",\"n\":123456789012345678901234567890.2}"));
        assertBreaks(
                Law.L6, big, aRecord(1, 1).fields("{\"e\":100,\"s\":\"A\",\"n\":123456789012345678901234567890.1}"));
        assertBreaks(Law.L6, big, aRecord(1, 1).fields("{\"e\":\"100\",\"s\":\"a\",\"n\":1}"));
    }

    @Test
    void the_record_has_the_version_of_the_last_operation() {
        assertBreaks(Law.L6, CREATED, REPLACED, aRecord(2, 3));
    }

    @Test
    void the_record_belongs_to_who_made_it() {
        assertBreaks(Law.L6, CREATED, aRecord(1, 1).owner(1));
    }

    @Test
    void a_deleted_record_leaves_a_tombstone() {
        assertHolds(CREATED, DELETED, aTombstone(2, 2));
        assertBreaks(Law.L6, CREATED, DELETED);
        assertBreaks(Law.L6, CREATED, DELETED, aRecord(2, 2));
        assertBreaks(Law.L6, CREATED, DELETED, aTombstone(2, 2).fields("{}"));
    }

    @Test
    void an_applied_record_is_stored() {
        assertBreaks(Law.L6, CREATED);
    }

    @Test
    void a_record_that_nothing_made_is_not_one() {
        assertBreaks(Law.L6, CREATED, aRecord(1, 1), aRecord(1, 1).id("rec_b"));
        assertBreaks(
                Law.L6,
                aReplace(1).of("rec_b"),
                accepted(1).record("rec_b"),
                replaced(1, 0).rejected(40401).of("rec_b"),
                aRecord(1, 1).id("rec_b"));
    }

    @Test
    void if_match_decides() {
        Part stale = all(CREATED, REPLACED, aReplace(3).ifVersion(1), accepted(3));

        assertHolds(stale, replaced(3, 0).rejected(41201), aRecord(2, 2));
        assertBreaks(Law.L6, stale, replaced(3, 3), aRecord(3, 3));
        assertBreaks(Law.L6, stale, replaced(3, 0).rejected(40401), aRecord(2, 2));
    }

    @Test
    void if_match_of_the_current_version_is_applied() {
        Part current = all(CREATED, aReplace(2).ifVersion(1), accepted(2));

        assertHolds(current, replaced(2, 2), aRecord(2, 2));
        assertBreaks(Law.L6, current, replaced(2, 0).rejected(41201), aRecord(1, 1));
    }

    @Test
    void what_is_deleted_stays_deleted() {
        Part after = all(CREATED, DELETED, aReplace(3), accepted(3));

        assertHolds(after, replaced(3, 0).rejected(40401), aTombstone(2, 2));
        assertBreaks(Law.L6, after, replaced(3, 3), aRecord(3, 3));
    }

    @Test
    void another_owners_write_is_rejected() {
        assertHolds(
                CREATED,
                aReplace(2).byOwner(1),
                accepted(2),
                replaced(2, 0).owner(1).rejected(40401),
                aRecord(1, 1));
    }

    @Test
    void an_accepted_command_is_never_dead() {
        assertBreaks(
                Law.L6,
                CREATED,
                aRecord(1, 1),
                aReplace(2),
                accepted(2),
                replaced(2, 0).dead());
        assertBreaks(
                Law.L6,
                CREATED,
                aRecord(1, 1),
                aReplace(2),
                accepted(2),
                poison().id("op_2").requestId(null));
    }

    @Test
    void who_waited_was_told_the_truth() {
        Part waited = all(CREATED, aReplace(2).ifVersion(7));

        assertHolds(waited, rejected(2, 41201), replaced(2, 0).rejected(41201), aRecord(1, 1));
        assertBreaks(Law.L6, waited, rejected(2, 40401), replaced(2, 0).rejected(41201), aRecord(1, 1));
        assertHolds(CREATED, aReplace(2), applied(2, 2), replaced(2, 2), aRecord(2, 2));
        assertBreaks(
                Law.L6,
                CREATED,
                aReplace(2).ifVersion(7),
                applied(2, 1),
                replaced(2, 0).rejected(41201),
                aRecord(1, 1));
        assertBreaksAmongOthers(Law.L6, CREATED, aReplace(2), applied(2, 1), replaced(2, 2), aRecord(2, 2));
    }

    @Test
    void who_waited_may_be_shown_what_came_after() {
        assertHolds(
                CREATED,
                aReplace(2),
                applied(2, 3).at(50),
                replaced(2, 2),
                aReplace(3).byClient(1),
                accepted(3),
                replaced(3, 3),
                aRecord(3, 3));
    }

    @Test
    void a_deleted_record_is_not_found_as_soon_as_anyone_knows_it_is_gone() {
        Part known = all(CREATED, aDelete(2), applied(2, 2), deleted(2, 2), aTombstone(2, 2));

        assertHolds(known, aRead(3).byClient(1), notFound(3));
        assertBreaks(Law.L6, known, aRead(3).byClient(1), shown(3, 1, "{\"call\":1}"));
        assertHolds(known, aRead(3).byClient(1).at(21), shown(3, 1, "{\"call\":1}"));
    }

    @Test
    void a_delete_that_is_only_accepted_may_not_show_yet() {
        assertHolds(CREATED, DELETED, aTombstone(2, 2), aRead(3), shown(3, 1, "{\"call\":1}"));
    }

    @Test
    void when_all_is_decided_the_last_state_is_read() {
        Part over = all(CREATED, REPLACED, aRecord(2, 2), quiet(25));

        assertHolds(over, aRead(3), shown(3, 2, "{\"call\":2}"));
        assertBreaks(Law.L6, over, aRead(3), shown(3, 1, "{\"call\":1}"));
        assertBreaks(Law.L6, over, aRead(3), notFound(3));
        assertHolds(over, aRead(3), unknown(3), aRead(4), shown(4, 2, "{\"call\":2}"));
        assertBreaks(Law.L6, over, aRead(3), unknown(3));
        assertBreaks(Law.L6, CREATED, DELETED, aTombstone(2, 2), quiet(25), aRead(3), shown(3, 1, "{\"call\":1}"));
    }
}
