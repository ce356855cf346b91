package io.headrace.processor;

import static io.headrace.processor.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Command;
import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.OperationKind;
import io.headrace.store.command.RecordHead;
import io.headrace.store.command.RecordKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandDeciderTest {
    private static final RecordKey KEY = new RecordKey(Environment.LIVE, new UUID(8, 1));
    private static final RecordHead STORED =
            new RecordHead(KEY, Commands.OWNER, Commands.ENDPOINT, 4, NOW.minusSeconds(60), false);
    private static final RecordHead TOMBSTONE =
            new RecordHead(KEY, Commands.OWNER, Commands.ENDPOINT, 5, NOW.minusSeconds(60), true);

    @Test
    void a_create_makes_version_one() {
        RecordHead after = applied(null, Commands.create(1, 1));

        assertThat(after).isEqualTo(new RecordHead(KEY, Commands.OWNER, Commands.ENDPOINT, 1, NOW, false));
    }

    @Test
    void a_create_over_a_record_or_its_tombstone_is_rejected() {
        assertThat(rejected(STORED, Commands.create(1, 1))).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(rejected(TOMBSTONE, Commands.create(1, 1))).isEqualTo(ErrorCode.ALREADY_EXISTS);
    }

    @Test
    void a_replace_raises_the_version_and_keeps_the_creation() {
        RecordHead after = applied(STORED, Commands.replace(1, 2));

        assertThat(after.version()).isEqualTo(5);
        assertThat(after.createdAt()).isEqualTo(STORED.createdAt());
        assertThat(after.deleted()).isFalse();
    }

    @Test
    void a_delete_leaves_a_tombstone_with_the_next_version() {
        assertThat(applied(STORED, Commands.delete(1, 2))).isEqualTo(TOMBSTONE);
    }

    @Test
    void what_is_not_there_cannot_be_changed() {
        assertThat(rejected(null, Commands.replace(1, 2))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(rejected(null, Commands.delete(1, 2))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(rejected(TOMBSTONE, Commands.replace(1, 2))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(rejected(TOMBSTONE, Commands.delete(1, 2))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void anothers_record_is_as_if_it_were_not_there() {
        RecordHead foreign = new RecordHead(KEY, new UUID(9, 9), Commands.ENDPOINT, 4, NOW, false);
        RecordHead elsewhere = new RecordHead(KEY, Commands.OWNER, new UUID(9, 9), 4, NOW, false);

        assertThat(rejected(foreign, Commands.replace(1, 2))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(rejected(elsewhere, Commands.delete(1, 2))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void a_version_that_was_named_must_be_the_stored_one() {
        assertThat(applied(STORED, Commands.command(OperationKind.REPLACE, 1, 2, 4L))
                        .version())
                .isEqualTo(5);
        assertThat(rejected(STORED, Commands.command(OperationKind.DELETE, 1, 2, 3L)))
                .isEqualTo(ErrorCode.PRECONDITION_FAILED);
    }

    private static RecordHead applied(RecordHead before, Command command) {
        return ((CommandDecider.Decision.Applied) CommandDecider.decide(before, command, NOW)).after();
    }

    private static ErrorCode rejected(RecordHead before, Command command) {
        return ((CommandDecider.Decision.Rejected) CommandDecider.decide(before, command, NOW))
                .reason()
                .code();
    }
}
