package io.headrace.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the webhook's body. The record's fields go in as the bytes the client sent: value for value, no re-parse. */
public final class EventBody {
    private EventBody() {}

    /**
     * The record after the event.
     *
     * @param version null where the record never existed (a rejected create)
     * @param fields the client's JSON in UTF-8; null where there is nothing to show (deleted, rejected)
     */
    public record RecordState(
            @Nullable Long version,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable Instant deletedAt,
            byte @Nullable [] fields) {}

    /**
     * @param at when the processor decided, PostgreSQL's clock
     * @param rejection present for {@code record.rejected} only
     */
    public static byte[] write(
            Command command, EventType type, Instant at, RecordState state, @Nullable Rejection rejection) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(command.body().length + 512);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", Ids.format(Ids.EVENT, command.operationId()));
            json.writeStringField("object", "event");
            json.writeStringField("type", type.wireName());
            json.writeNumberField("created", at.getEpochSecond());
            json.writeStringField("timestamp", UtcTime.seconds(at));
            json.writeStringField("endpoint", command.endpoint());
            json.writeStringField("environment", command.environment().wireName());
            json.writeStringField("operationId", Ids.format(Ids.OPERATION, command.operationId()));
            json.writeObjectFieldStart("data");
            writeRecord(json, out, command, state);
            if (rejection != null) {
                writeReason(json, rejection);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeRecord(JsonGenerator json, OutputStream out, Command command, RecordState state)
            throws IOException {
        json.writeObjectFieldStart("object");
        json.writeStringField("id", Ids.format(Ids.RECORD, command.recordId()));
        if (state.version() != null) {
            json.writeNumberField("version", state.version());
        }
        writeTime(json, "createdAt", state.createdAt());
        writeTime(json, "updatedAt", state.updatedAt());
        writeTime(json, "deletedAt", state.deletedAt());
        if (state.fields() != null) {
            json.writeFieldName("fields");
            // As bytes, past the generator, which knows raw values as text only.
            json.writeRawValue("");
            json.flush();
            out.write(state.fields());
        }
        json.writeEndObject();
    }

    private static void writeReason(JsonGenerator json, Rejection rejection) throws IOException {
        json.writeObjectFieldStart("reason");
        json.writeNumberField("code", rejection.code().code());
        json.writeStringField("message", rejection.detail());
        json.writeEndObject();
    }

    private static void writeTime(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(name, UtcTime.millis(time));
        }
    }
}
