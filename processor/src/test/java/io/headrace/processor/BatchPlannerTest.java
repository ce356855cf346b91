package io.headrace.processor;

import static io.headrace.processor.Commands.NOW;
import static io.headrace.processor.Commands.at;
import static io.headrace.processor.Commands.create;
import static io.headrace.processor.Commands.delete;
import static io.headrace.processor.Commands.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.contracts.OperationState;
import io.headrace.store.command.Changes;
import io.headrace.store.command.KnownOperation;
import io.headrace.store.command.OperationRow;
import io.headrace.store.command.Position;
import io.headrace.store.command.RecordHead;
import io.headrace.store.command.RecordKey;
import io.headrace.store.command.RecordRow;
import io.headrace.store.command.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
    @Test
    void one_record_changed_thrice_is_written_once_and_logged_thrice() {
        BatchPlan plan = BatchPlanner.plan(
                empty(0, 10),
                Map.of(),
                List.of(at(0, 10, create(1, 1)), at(0, 11, replace(1, 2)), at(0, 12, delete(1, 3))));

        assertThat(plan.changes().created()).singleElement().satisfies(row -> {
            assertThat(row.head().version()).isEqualTo(3);
            assertThat(row.head().deleted()).isTrue();
            assertThat(row.data()).isNull();
            assertThat(row.position()).isEqualTo(new Position(0, 12));
        });
        assertThat(plan.changes().operations())
                .extracting(OperationRow::version)
                .containsExactly(1L, 2L, 3L);
        assertThat(plan.changes().advances()).containsExactly(new Changes.Advance(0, 10, 13));
        assertThat(plan.settled()).noneMatch(Settled::again);
    }

    @Test
    void what_is_below_the_position_changes_nothing_and_is_said_again() {
        KnownOperation known =
                new KnownOperation(new UUID(7, 1), OperationState.APPLIED, null, 1L, NOW.minusSeconds(9), 9);
        RecordKey key = new RecordKey(io.headrace.contracts.Environment.LIVE, new UUID(8, 1));
        RecordHead head = new RecordHead(key, Commands.OWNER, Commands.ENDPOINT, 1, NOW.minusSeconds(9), false);
        Snapshot snapshot = new Snapshot(NOW, Map.of(0, 11L), Map.of(key, head), Map.of(known.id(), known));

        BatchPlan plan =
                BatchPlanner.plan(snapshot, Map.of(), List.of(at(0, 10, create(1, 1)), at(0, 11, replace(1, 2))));

        assertThat(plan.changes().operations()).extracting(OperationRow::id).containsExactly(new UUID(7, 2));
        assertThat(plan.settled()).extracting(Settled::again).containsExactly(true, false);
        assertThat(plan.settled().get(0).at()).isEqualTo(NOW.minusSeconds(9));
        assertThat(plan.settled())
                .as("where its command stood first")
                .extracting(Settled::sequence)
                .containsExactly(9L, 11L);
    }

    @Test
    void an_operation_that_comes_twice_is_applied_once() {
        BatchPlan plan =
                BatchPlanner.plan(empty(0, 0), Map.of(), List.of(at(0, 0, create(1, 1)), at(0, 1, create(1, 1))));

        assertThat(plan.changes().operations()).hasSize(1);
        assertThat(plan.changes().advances()).containsExactly(new Changes.Advance(0, 0, 2));
    }

    @Test
    void a_gap_is_refused() {
        assertThatThrownBy(() -> BatchPlanner.plan(empty(0, 5), Map.of(0, 6L), List.of(at(0, 6, create(1, 1)))))
                .isInstanceOf(PositionGap.class)
                .hasMessage("partition 0: expected offset 5, found 6");
    }

    @Test
    void what_kafka_itself_leaves_out_is_no_gap() {
        BatchPlan plan =
                BatchPlanner.plan(empty(0, 5), Map.of(0, 5L), List.of(at(0, 6, create(1, 1)), at(0, 9, create(2, 2))));

        assertThat(plan.changes().operations()).hasSize(2);
        assertThat(plan.changes().advances()).containsExactly(new Changes.Advance(0, 5, 10));
    }

    @Test
    void an_accepted_command_below_the_position_that_nobody_knows_is_applied() {
        BatchPlan plan = BatchPlanner.plan(empty(0, 100), Map.of(0, 7L), List.of(at(0, 7, create(1, 1))));

        assertThat(plan.changes().created()).hasSize(1);
        assertThat(plan.changes().operations()).extracting(OperationRow::state).containsExactly(OperationState.APPLIED);
        assertThat(plan.changes().advances()).isEmpty();
    }

    @Test
    void an_unreadable_message_is_set_aside_and_the_rest_goes_on() {
        ReceivedCommand poison = new ReceivedCommand.Unreadable(new Position(0, 0), new UUID(7, 99), "no header op");

        BatchPlan plan = BatchPlanner.plan(empty(0, 0), Map.of(), List.of(poison, at(0, 1, create(1, 1))));

        assertThat(plan.changes().operations())
                .extracting(OperationRow::state)
                .containsExactly(OperationState.DEAD, OperationState.APPLIED);
        assertThat(plan.settled()).hasSize(1);
    }

    @Test
    void a_command_that_postgresql_refuses_becomes_dead_and_the_position_moves_past_it() {
        BatchPlan plan = BatchPlanner.setAside(empty(3, 7), Map.of(), at(3, 7, create(1, 1)), "not storable");

        assertThat(plan.changes().created()).isEmpty();
        assertThat(plan.changes().operations()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(OperationState.DEAD);
            assertThat(row.reason().detail()).isEqualTo("not storable");
        });
        assertThat(plan.changes().advances()).containsExactly(new Changes.Advance(3, 7, 8));
    }

    @Property(tries = 200)
    void however_the_stream_is_cut_and_read_again_the_effect_is_the_same(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
        List<ReceivedCommand> stream = stream(new Random(seed), length);
        World whole = new World();
        whole.apply(stream);

        World cut = new World();
        Random random = new Random(~seed);
        int at = 0;
        while (at < length) {
            // A crash: the next batch begins somewhere before the end of the last one.
            int from = at == 0 ? 0 : at - random.nextInt(Math.min(at, 5) + 1);
            int to = Math.min(length, at + 1 + random.nextInt(7));
            cut.apply(stream.subList(from, to));
            at = to;
        }

        assertThat(cut.heads).isEqualTo(whole.heads);
        assertThat(cut.data).isEqualTo(whole.data);
        assertThat(cut.log).isEqualTo(whole.log);
        assertThat(whole.log).hasSize(length);
    }

    private static List<ReceivedCommand> stream(Random random, int length) {
        List<ReceivedCommand> stream = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            long record = random.nextInt(4);
            stream.add(at(
                    0,
                    i,
                    switch (random.nextInt(3)) {
                        case 0 -> create(record, i);
                        case 1 -> replace(record, i);
                        default -> delete(record, i);
                    }));
        }
        return stream;
    }

    private static Snapshot empty(int partition, long position) {
        return new Snapshot(NOW, Map.of(partition, position), Map.of(), Map.of());
    }

    /** What PostgreSQL would hold. */
    private static final class World {
        final Map<RecordKey, RecordHead> heads = new HashMap<>();
        final Map<RecordKey, String> data = new HashMap<>();
        final Map<UUID, KnownOperation> log = new HashMap<>();
        long position;

        void apply(List<ReceivedCommand> batch) {
            Snapshot snapshot = new Snapshot(NOW, Map.of(0, position), Map.copyOf(heads), Map.copyOf(log));
            Changes changes = BatchPlanner.plan(snapshot, Map.of(), batch).changes();
            changes.created().forEach(row -> {
                assertThat(heads)
                        .as("created twice")
                        .doesNotContainKey(row.head().key());
                write(row);
            });
            changes.changed().forEach(row -> {
                assertThat(heads)
                        .as("changed before it was there")
                        .containsKey(row.head().key());
                write(row);
            });
            changes.operations().forEach(row -> {
                KnownOperation before = log.put(
                        row.id(),
                        new KnownOperation(
                                row.id(),
                                row.state(),
                                row.reason(),
                                row.version(),
                                row.appliedAt(),
                                row.position().offset()));
                assertThat(before).as("operation logged twice").isNull();
            });
            changes.advances().forEach(advance -> position = advance.to());
        }

        private void write(RecordRow row) {
            heads.put(row.head().key(), row.head());
            data.put(row.head().key(), row.data());
        }
    }
}
