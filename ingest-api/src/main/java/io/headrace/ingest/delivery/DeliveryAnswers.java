package io.headrace.ingest.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.EventType;
import io.headrace.contracts.Ids;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Times;
import io.headrace.store.replay.LoggedAttempt;
import io.headrace.store.replay.LoggedDelivery;
import io.headrace.store.replay.StoredJob;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes deliveries, their attempts, and jobs. */
final class DeliveryAnswers {
    private DeliveryAnswers() {}

    static void write(JsonGenerator json, LoggedDelivery delivery) throws IOException {
        json.writeStringField("id", Ids.format(Ids.DELIVERY, delivery.id()));
        json.writeStringField("eventId", Ids.format(Ids.EVENT, delivery.eventId()));
        json.writeStringField("eventType", delivery.eventType().wireName());
        json.writeStringField("endpoint", delivery.endpoint());
        json.writeStringField("environment", delivery.environment().wireName());
        writeId(json, "recordId", Ids.RECORD, recordId(delivery));
        writeId(json, "subscriptionId", Ids.SUBSCRIPTION, delivery.subscriptionId());
        json.writeStringField("target", delivery.target());
        json.writeStringField("state", delivery.state());
        json.writeNumberField("attempts", delivery.attempts());
        Times.write(json, "nextAttemptAt", delivery.nextAttemptAt());
        writeId(json, "replayOf", Ids.DELIVERY, delivery.replayOf());
        writeNumber(json, "lastStatus", delivery.lastStatus());
        json.writeStringField("lastFailure", delivery.lastFailure());
        Times.write(json, "createdAt", delivery.createdAt());
        Times.write(json, "finishedAt", delivery.finishedAt());
    }

    static Response one(Exchange exchange, LoggedDelivery delivery, List<LoggedAttempt> attempts) {
        return Answers.data(exchange, json -> {
            write(json, delivery);
            json.writeArrayFieldStart("attemptLog");
            for (LoggedAttempt attempt : attempts) {
                json.writeStartObject();
                write(json, attempt);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** @param next where the list goes on, or null at its end */
    static Response cursored(Exchange exchange, List<LoggedDelivery> items, @Nullable String next) {
        return Answers.success(200, exchange, "success", json -> {
                    json.writeObjectFieldStart("data");
                    json.writeArrayFieldStart("items");
                    for (LoggedDelivery item : items) {
                        json.writeStartObject();
                        write(json, item);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeObjectFieldStart("cursor");
                    json.writeStringField("next", next);
                    json.writeBooleanField("hasMore", next != null);
                    json.writeEndObject();
                })
                .build();
    }

    static void write(JsonGenerator json, StoredJob job) throws IOException {
        json.writeStringField("id", Ids.format(Ids.JOB, job.id()));
        json.writeStringField("state", job.state());
        if (job.total() == null) {
            json.writeNullField("total");
        } else {
            json.writeNumberField("total", job.total());
        }
        json.writeNumberField("replayed", job.replayed());
        Times.write(json, "reachedAt", job.reachedAt());
        Times.write(json, "createdAt", job.createdAt());
        Times.write(json, "finishedAt", job.finishedAt());
    }

    private static void write(JsonGenerator json, LoggedAttempt attempt) throws IOException {
        json.writeNumberField("number", attempt.number());
        Times.write(json, "startedAt", attempt.startedAt());
        json.writeNumberField("durationMs", attempt.durationMillis());
        writeNumber(json, "status", attempt.status());
        json.writeStringField("failure", attempt.failure());
        json.writeObjectFieldStart("timings");
        writeNumber(json, "dnsMs", attempt.timings().dns());
        writeNumber(json, "connectMs", attempt.timings().connect());
        writeNumber(json, "tlsMs", attempt.timings().tls());
        writeNumber(json, "firstByteMs", attempt.timings().firstByte());
        json.writeNumberField("totalMs", attempt.durationMillis());
        json.writeEndObject();
        json.writeStringField("responseHeaders", attempt.responseHeaders());
        json.writeStringField("responseBody", attempt.responseBody());
        Times.write(json, "nextAttemptAt", attempt.nextAttemptAt());
    }

    /** A test event is about no record. */
    private static @Nullable UUID recordId(LoggedDelivery delivery) {
        return delivery.eventType() == EventType.WEBHOOK_TEST ? null : delivery.recordId();
    }

    private static void writeId(JsonGenerator json, String name, String prefix, @Nullable UUID id) throws IOException {
        json.writeStringField(name, id == null ? null : Ids.format(prefix, id));
    }

    private static void writeNumber(JsonGenerator json, String name, @Nullable Integer number) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }
}
