package io.headrace.ingest.record;

import io.headrace.contracts.Command;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.contracts.OperationKind;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.store.record.RecordScope;
import io.headrace.store.record.RecordStore;
import io.headrace.store.record.StoredOperation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers a writer who waited and whose operation was decided in time. */
@Singleton
final class DecidedAnswers {
    private static final String APPLIED = "Preference-Applied";

    private final RecordStore store;

    DecidedAnswers(RecordStore store) {
        this.store = store;
    }

    Uni<Response> of(Exchange exchange, Command command, StoredOperation operation, Duration waited) {
        String applied = "wait=" + waited.toSeconds();
        return switch (operation.state()) {
            case REJECTED, DEAD ->
                throw problem(operation.reasonCode(), command)
                        .withHeader(APPLIED, applied)
                        .exception();
            case QUEUED -> Uni.createFrom().item(RecordAnswers.accepted(exchange, command));
            case APPLIED ->
                command.kind() == OperationKind.DELETE
                        ? Uni.createFrom().item(deleted(exchange, command, operation, applied))
                        : current(exchange, command, applied);
        };
    }

    /** The record as it is now: another write may have come after this one, or have deleted it. */
    private Uni<Response> current(Exchange exchange, Command command, String applied) {
        RecordScope scope = new RecordScope(command.environment(), command.ownerId(), command.endpointId());
        int status = command.kind() == OperationKind.CREATE ? 201 : 200;
        return store.find(scope, command.recordId())
                .map(found -> found.map(stored -> RecordAnswers.found(status, exchange, stored)
                                .header("Location", RecordAnswers.location(command))
                                .header("Operation-Location", RecordAnswers.operationLocation(command))
                                .header(APPLIED, applied)
                                .build())
                        .orElseGet(() -> RecordAnswers.accepted(exchange, command)))
                .onFailure()
                .recoverWithItem(() -> RecordAnswers.accepted(exchange, command));
    }

    private static Response deleted(Exchange exchange, Command command, StoredOperation operation, String applied) {
        return Answers.success(200, exchange, "success", json -> {
                    json.writeObjectFieldStart("data");
                    json.writeStringField("id", Ids.format(Ids.RECORD, command.recordId()));
                    json.writeNumberField("version", operation.version());
                    json.writeStringField("deletedAt", RecordAnswers.time(operation.appliedAt()));
                    json.writeEndObject();
                })
                .header("Operation-Location", RecordAnswers.operationLocation(command))
                .header(APPLIED, applied)
                .build();
    }

    private static Problem problem(@Nullable Integer reasonCode, Command command) {
        ErrorCode code = reasonCode == null ? ErrorCode.INTERNAL : ErrorCode.ofCode(reasonCode);
        return Problem.of(code)
                .withMember("id", Ids.format(Ids.RECORD, command.recordId()))
                .withMember("operationId", Ids.format(Ids.OPERATION, command.operationId()));
    }
}
