package io.headrace.ingest.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.Command;
import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.json.StoredJson;
import io.headrace.store.record.PageRequest;
import io.headrace.store.record.RecordPage;
import io.headrace.store.record.StoredRecord;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes what the data plane answers about records. */
final class RecordAnswers {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private RecordAnswers() {}

    static Response accepted(Exchange exchange, Command command) {
        String recordId = Ids.format(Ids.RECORD, command.recordId());
        String operationId = Ids.format(Ids.OPERATION, command.operationId());
        return Answers.success(202, exchange, "accepted", json -> {
                    json.writeStringField("id", recordId);
                    json.writeStringField("operationId", operationId);
                })
                .header("Location", location(command))
                .header("Operation-Location", operationLocation(command))
                .build();
    }

    static Response.ResponseBuilder found(int status, Exchange exchange, StoredRecord stored) {
        return Answers.success(status, exchange, "success", json -> {
                    json.writeFieldName("data");
                    write(json, stored);
                })
                .header("ETag", "\"" + stored.version() + "\"");
    }

    static Response page(Exchange exchange, PageRequest request, RecordPage page) {
        return Answers.success(200, exchange, "success", json -> {
                    json.writeObjectFieldStart("data");
                    json.writeArrayFieldStart("items");
                    for (StoredRecord stored : page.items()) {
                        write(json, stored);
                    }
                    json.writeEndArray();
                    json.writeObjectFieldStart("pagination");
                    json.writeNumberField("page", request.page());
                    json.writeNumberField("pageSize", request.pageSize());
                    json.writeNumberField("total", page.total());
                    json.writeNumberField("totalPages", (page.total() + request.pageSize() - 1) / request.pageSize());
                    json.writeEndObject();
                    json.writeEndObject();
                })
                .build();
    }

    static String location(Command command) {
        return "/api/v1/data/" + command.endpoint() + "/" + Ids.format(Ids.RECORD, command.recordId());
    }

    static String operationLocation(Command command) {
        return "/api/v1/operations/" + Ids.format(Ids.OPERATION, command.operationId());
    }

    static String time(Instant time) {
        return MILLIS.format(time);
    }

    /** The fields go in as PostgreSQL wrote them, but for numbers that nobody could send back. */
    private static void write(JsonGenerator json, StoredRecord stored) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Ids.format(Ids.RECORD, stored.id()));
        json.writeNumberField("version", stored.version());
        json.writeStringField("createdAt", time(stored.createdAt()));
        json.writeStringField("updatedAt", time(stored.updatedAt()));
        json.writeFieldName("fields");
        json.writeRawValue(StoredJson.writable(stored.data()));
        json.writeEndObject();
    }
}
