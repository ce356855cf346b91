package io.headrace.ingest.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.contracts.OperationKind;
import io.headrace.contracts.OperationState;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Messages;
import io.headrace.ingest.http.Text;
import io.headrace.store.record.StoredOperation;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what is known of an operation. */
final class OperationAnswers {
    private OperationAnswers() {}

    static Response queued(Exchange exchange, UUID operationId, AcceptedLog.Entry entry) {
        return answer(exchange, json -> {
            writeHead(json, operationId, OperationState.QUEUED, entry.recordId(), entry.kind());
            writeTime(json, "acceptedAt", entry.acceptedAt());
            writeDeliveries(json, Map.of());
        });
    }

    static Response decided(Exchange exchange, StoredOperation operation) {
        return answer(exchange, json -> {
            writeHead(json, operation.id(), operation.state(), operation.recordId(), operation.kind());
            if (operation.version() != null) {
                json.writeNumberField("version", operation.version());
            }
            if (operation.reasonCode() != null) {
                writeReason(json, exchange, operation.reasonCode());
            }
            writeTime(json, "acceptedAt", operation.acceptedAt());
            writeTime(json, "appliedAt", operation.appliedAt());
            writeDeliveries(json, operation.deliveries());
        });
    }

    /** The operation's members twice: beside the envelope's, as in the answer to the write, and as a read's data. */
    private static Response answer(Exchange exchange, Answers.Members members) {
        return Answers.success(200, exchange, "success", json -> {
                    members.writeTo(json);
                    json.writeObjectFieldStart("data");
                    members.writeTo(json);
                    json.writeEndObject();
                })
                .build();
    }

    private static void writeHead(
            JsonGenerator json,
            UUID operationId,
            OperationState state,
            @Nullable UUID recordId,
            @Nullable OperationKind kind)
            throws IOException {
        json.writeStringField("operationId", Ids.format(Ids.OPERATION, operationId));
        json.writeStringField("state", state.wireName());
        if (recordId != null) {
            json.writeStringField("id", Ids.format(Ids.RECORD, recordId));
        }
        if (kind != null) {
            json.writeStringField("kind", kind.wireName());
        }
    }

    /** In the words of the caller's language; the detail that the processor kept is for its operator. */
    private static void writeReason(JsonGenerator json, Exchange exchange, int code) throws IOException {
        String key = ErrorCode.ofCode(code).name() + ".message";
        json.writeObjectFieldStart("reason");
        json.writeNumberField("code", code);
        json.writeStringField("message", Messages.in(exchange.language(), Text.of(key)));
        json.writeEndObject();
    }

    private static void writeTime(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(name, RecordAnswers.time(time));
        }
    }

    private static void writeDeliveries(JsonGenerator json, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart("deliveries");
        for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
