package io.headrace.ingest.record;

import io.headrace.contracts.Command;
import io.headrace.contracts.Ids;
import io.headrace.contracts.OperationKind;
import io.headrace.ingest.access.Access;
import io.headrace.ingest.http.BodyIntake;
import io.headrace.ingest.http.Detail;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Outcome;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.json.SchemaRegistry;
import io.headrace.ingest.queue.CommandPublisher;
import io.headrace.ingest.queue.PublishOutcome;
import io.headrace.ingest.start.IngestConfig;
import io.headrace.ingest.start.Secrets;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes a write from its head to its answer: read, check, name, plan, publish. */
@Singleton
final class WriteWorker {
    private static final Logger LOG = Logger.getLogger(WriteWorker.class);

    /** 100 KB, exact to the byte. */
    static final int MAX_BODY_BYTES = 102_400;

    private static final byte[] NO_BODY = new byte[0];

    private final BodyIntake bodies;
    private final SchemaRegistry schemas;
    private final RepeatGuard repeats;
    private final CommandPublisher publisher;
    private final AcceptedLog accepted;
    private final AcceptTimer timer;
    private final WaitRoom waitRoom;
    private final DecidedAnswers decided;
    private final Secrets secrets;
    private final IngestConfig config;
    private final Clock clock;

    WriteWorker(
            BodyIntake bodies,
            SchemaRegistry schemas,
            RepeatGuard repeats,
            CommandPublisher publisher,
            AcceptedLog accepted,
            AcceptTimer timer,
            WaitRoom waitRoom,
            DecidedAnswers decided,
            Secrets secrets,
            IngestConfig config,
            Clock clock) {
        this.bodies = bodies;
        this.schemas = schemas;
        this.repeats = repeats;
        this.publisher = publisher;
        this.accepted = accepted;
        this.timer = timer;
        this.waitRoom = waitRoom;
        this.decided = decided;
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
    }

    Uni<Response> write(Exchange exchange, Access access, OperationKind kind, UUID recordId) {
        WriteRequest request = WriteRequest.of(exchange, kind);
        WriteIds fresh = new WriteIds(Ids.create(), recordId);
        return body(exchange, access, request)
                .chain(body -> repeats.name(access, request, fresh, body)
                        .map(ids -> plan(exchange, access, request, ids, body)))
                .chain(command -> publisher
                        .publish(command)
                        .invoke(outcome -> accepted.add(command, outcome))
                        .invoke(outcome -> requireAccepted(command, outcome))
                        .chain(() -> answer(exchange, request, command)));
    }

    /** The body, if it may become a command. */
    private Uni<byte[]> body(Exchange exchange, Access access, WriteRequest request) {
        List<Detail> flawsInHead = request.callback().flaws(config.webhook().allowHttp(), access.origin());
        if (request.kind() == OperationKind.DELETE) {
            DoorPolicy.requireNone(flawsInHead);
            return Uni.createFrom().item(NO_BODY);
        }
        return bodies.read(exchange, MAX_BODY_BYTES)
                .invoke(body -> DoorPolicy.requireStorableAndValid(body, access.endpoint(), flawsInHead, schemas));
    }

    private Command plan(Exchange exchange, Access access, WriteRequest request, WriteIds ids, byte[] body) {
        Command command = CommandPlanner.plan(
                access, request, ids, exchange.requestId(), body, clock.instant(), secrets.sealer());
        exchange.keep(Command.class, command);
        return command;
    }

    private static void requireAccepted(Command command, PublishOutcome outcome) {
        switch (outcome) {
            case ACCEPTED -> log(command);
            case NOT_ACCEPTED ->
                throw Problem.queueUnavailable(Outcome.NOT_ACCEPTED).exception();
            case UNKNOWN ->
                throw Problem.queueUnavailable(Outcome.UNKNOWN)
                        .withMember("id", Ids.format(Ids.RECORD, command.recordId()))
                        .withMember("operationId", Ids.format(Ids.OPERATION, command.operationId()))
                        .exception();
        }
    }

    /** So that a request's id can be followed from the door on; for each write, so not where nobody asked for it. */
    private static void log(Command command) {
        if (LOG.isDebugEnabled()) {
            LOG.debugf(
                    "write accepted operationId=%s recordId=%s kind=%s ownerId=%s requestId=%s",
                    Ids.format(Ids.OPERATION, command.operationId()),
                    Ids.format(Ids.RECORD, command.recordId()),
                    command.kind().wireName(),
                    command.ownerId(),
                    command.requestId());
        }
    }

    private Uni<Response> answer(Exchange exchange, WriteRequest request, Command command) {
        if (request.holdFor().isEmpty()) {
            timer.accepted(exchange);
            return Uni.createFrom().item(RecordAnswers.accepted(exchange, command));
        }
        Duration holdFor = request.holdFor().get();
        return waitRoom.await(command, holdFor)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(RecordAnswers.accepted(exchange, command))
                        : decided.of(exchange, command, found.get(), holdFor));
    }
}
