package io.headrace.e2e.judge;

import static io.headrace.e2e.judge.ARecord.aRecord;
import static io.headrace.e2e.judge.ARecord.aTombstone;
import static io.headrace.e2e.judge.ARun.all;
import static io.headrace.e2e.judge.AnAnswer.accepted;
import static io.headrace.e2e.judge.AnAnswer.applied;
import static io.headrace.e2e.judge.AnAnswer.notFound;
import static io.headrace.e2e.judge.AnAnswer.refused;
import static io.headrace.e2e.judge.AnAnswer.shown;
import static io.headrace.e2e.judge.AnAnswer.unknown;
import static io.headrace.e2e.judge.AnInvoke.aCreate;
import static io.headrace.e2e.judge.AnInvoke.aDelete;
import static io.headrace.e2e.judge.AnInvoke.aList;
import static io.headrace.e2e.judge.AnInvoke.aRead;
import static io.headrace.e2e.judge.AnInvoke.aReplace;
import static io.headrace.e2e.judge.AnOperation.created;
import static io.headrace.e2e.judge.AnOperation.deleted;
import static io.headrace.e2e.judge.AnOperation.replaced;
import static io.headrace.e2e.judge.Verdicts.assertBreaks;
import static io.headrace.e2e.judge.Verdicts.assertHolds;

import org.junit.jupiter.api.Test;

/** L7: reads show states of the record, and no client goes back. */
class ReadsTest {
    private static final String FIRST = "{\"call\":1}";
    private static final String SECOND = "{\"call\":2}";
    private static final Part STORED =
            all(aCreate(1), accepted(1), created(1), aReplace(2), accepted(2), replaced(2, 2), aRecord(2, 2));
    private static final Part GONE =
            all(aCreate(1), accepted(1), created(1), aDelete(2), accepted(2), deleted(2, 2), aTombstone(2, 2));

    @Test
    void a_read_may_be_behind() {
        assertHolds(STORED, aRead(3), shown(3, 1, FIRST), aRead(4), shown(4, 2, SECOND));
    }

    @Test
    void a_read_shows_what_that_version_was() {
        assertHolds(STORED, aRead(3), shown(3, 2, "{ \"call\": 2.0 }"));
        assertBreaks(Law.L7, STORED, aRead(3), shown(3, 2, FIRST));
        assertBreaks(Law.L7, STORED, aRead(3), shown(3, 2, null));
    }

    @Test
    void a_version_that_never_was_is_no_state() {
        assertBreaks(Law.L7, STORED, aRead(3), shown(3, 3, SECOND));
    }

    @Test
    void a_deletes_version_is_no_state_to_read() {
        assertBreaks(Law.L7, GONE, aRead(3), shown(3, 2, FIRST));
    }

    @Test
    void a_version_cannot_be_read_before_it_was_asked_for() {
        assertBreaks(Law.L7, STORED, aRead(3).at(16), shown(3, 2, SECOND).at(19));
        assertHolds(STORED, aRead(3).at(16), shown(3, 2, SECOND).at(21));
    }

    @Test
    void a_client_never_goes_back() {
        Part there = all(STORED, aRead(3), shown(3, 2, SECOND));

        assertBreaks(Law.L7, there, aRead(4), shown(4, 1, FIRST));
        assertHolds(there, aRead(4), shown(4, 2, SECOND));
        assertHolds(there, aRead(4).byClient(1), shown(4, 1, FIRST));
    }

    @Test
    void a_client_that_waited_for_its_write_reads_it() {
        Part waited =
                all(aCreate(1), accepted(1), created(1), aReplace(2), applied(2, 2), replaced(2, 2), aRecord(2, 2));

        assertBreaks(Law.L7, waited, aRead(3), shown(3, 1, FIRST));
        assertHolds(waited, aRead(3), shown(3, 2, SECOND));
    }

    @Test
    void a_record_may_not_be_there_yet() {
        assertHolds(STORED, aRead(3), notFound(3), aRead(4), shown(4, 1, FIRST));
    }

    @Test
    void a_record_that_anyone_has_seen_is_there() {
        Part seen = all(STORED, aRead(3), shown(3, 1, FIRST));

        assertBreaks(Law.L7, seen, aRead(4).byClient(1), notFound(4));
        assertHolds(seen, aRead(4).byClient(1).at(34), notFound(4));
    }

    @Test
    void a_record_that_was_waited_for_is_there() {
        assertBreaks(Law.L7, aCreate(1), applied(1, 1), created(1), aRecord(1, 1), aRead(2).byClient(1), notFound(2));
    }

    @Test
    void a_record_may_be_gone_as_soon_as_its_delete_is_asked_for() {
        Part seen = all(GONE, aRead(3).at(16), shown(3, 1, FIRST).at(17));

        assertHolds(seen, aRead(4), notFound(4));
        assertBreaks(Law.L7, seen, aRead(4).byClient(1).at(18), notFound(4).at(19));
    }

    @Test
    void a_record_that_is_gone_for_a_client_never_comes_back_to_it() {
        Part gone = all(GONE, aRead(3).at(16), shown(3, 1, FIRST).at(17), aRead(4), notFound(4));

        assertBreaks(Law.L7, gone, aRead(5), shown(5, 1, FIRST));
        assertHolds(gone, aRead(5).byClient(1), shown(5, 1, FIRST));
    }

    @Test
    void what_a_client_that_waited_was_shown_is_a_state_too() {
        assertBreaks(
                Law.L7, aCreate(1), accepted(1), created(1), aReplace(2), applied(2, 5), replaced(2, 2), aRecord(2, 2));
    }

    @Test
    void lists_errors_and_lost_answers_tell_nothing() {
        assertHolds(
                STORED,
                aRead(3),
                shown(3, 2, SECOND),
                aList(4),
                shown(4, 1, FIRST),
                aRead(5),
                unknown(5),
                aRead(6),
                refused(6, 40103),
                aRead(7));
    }
}
