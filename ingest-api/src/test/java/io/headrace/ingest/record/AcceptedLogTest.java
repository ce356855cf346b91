package io.headrace.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.contracts.Command;
import io.headrace.contracts.Environment;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.Origin;
import io.headrace.ingest.queue.PublishOutcome;
import io.headrace.store.record.RecordScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptedLogTest {
    private final AcceptedLog log = new AcceptedLog();
    private final Command command = aCommand();
    private final AtomicLong nanos = new AtomicLong();
    private final RecordScope scope = new RecordScope(command.environment(), command.ownerId(), command.endpointId());

    @ParameterizedTest
    @EnumSource(
            value = PublishOutcome.class,
            names = {"ACCEPTED", "UNKNOWN"})
    void what_was_or_may_have_been_taken_can_be_asked_about(PublishOutcome outcome) {
        log.add(command, outcome);

        assertThat(log.find(scope, command.operationId()))
                .contains(new AcceptedLog.Entry(scope, command.recordId(), command.kind(), command.acceptedAt()));
    }

    @Test
    void what_was_never_handed_over_is_not_queued() {
        log.add(command, PublishOutcome.NOT_ACCEPTED);

        assertThat(log.find(scope, command.operationId())).isEmpty();
    }

    @Test
    void a_repetition_that_was_not_taken_does_not_undo_the_first() {
        log.add(command, PublishOutcome.UNKNOWN);

        log.add(command, PublishOutcome.NOT_ACCEPTED);

        assertThat(log.find(scope, command.operationId())).isPresent();
    }

    @Test
    void nobody_else_may_ask() {
        log.add(command, PublishOutcome.ACCEPTED);
        RecordScope live = new RecordScope(Environment.LIVE, command.ownerId(), command.endpointId());

        assertThat(log.find(live, command.operationId())).isEmpty();
    }

    @Test
    void who_is_pushed_out_is_among_the_oldest() {
        AcceptedLog small = new AcceptedLog(nanos::get, 2);
        List<Command> commands =
                Stream.generate(AcceptedLogTest::aCommand).limit(5).toList();

        commands.forEach(command -> small.add(command, PublishOutcome.ACCEPTED));

        assertThat(commands).map(command -> knows(small, command)).containsExactly(false, false, true, true, true);
    }

    @Test
    void ten_minutes_are_remembered_and_twenty_are_not() {
        AcceptedLog quiet = new AcceptedLog(nanos::get, 10);
        quiet.add(command, PublishOutcome.ACCEPTED);

        nanos.set(Duration.ofMinutes(10).toNanos());
        quiet.add(aCommand(), PublishOutcome.ACCEPTED);
        assertThat(knows(quiet, command)).isTrue();

        nanos.set(Duration.ofMinutes(20).toNanos());
        assertThat(knows(quiet, command)).isFalse();
    }

    @Test
    void the_endpoint_of_an_operation_is_known_to_its_owner_alone() {
        log.add(command, PublishOutcome.ACCEPTED);
        UUID id = command.operationId();

        assertThat(log.findEndpoint(command.ownerId(), Environment.TEST, id)).contains(command.endpointId());
        assertThat(log.findEndpoint(command.ownerId(), Environment.LIVE, id)).isEmpty();
        assertThat(log.findEndpoint(UUID.randomUUID(), Environment.TEST, id)).isEmpty();
        assertThat(log.findEndpoint(command.ownerId(), Environment.TEST, UUID.randomUUID()))
                .isEmpty();
    }

    private static boolean knows(AcceptedLog log, Command command) {
        RecordScope scope = new RecordScope(command.environment(), command.ownerId(), command.endpointId());
        return log.find(scope, command.operationId()).isPresent();
    }

    private static Command aCommand() {
        return new Command(
                UUID.randomUUID(),
                UUID.randomUUID(),
                OperationKind.CREATE,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "orders",
                Environment.TEST,
                Origin.API,
                "abcdefgh",
                Instant.EPOCH,
                "req-1",
                null,
                null,
                null,
                "hash",
                new byte[0]);
    }
}
