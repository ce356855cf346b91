package io.headrace.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/** Writes the body of a {@code webhook.test}: shaped as every event (see {@link EventBody}), about no record. */
public final class TestEventBody {
    private TestEventBody() {}

    /** @param endpoint the endpoint's slug */
    public static String write(
            UUID eventId, UUID subscriptionId, String endpoint, Environment environment, Instant at) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", Ids.format(Ids.EVENT, eventId));
            json.writeStringField("object", "event");
            json.writeStringField("type", EventType.WEBHOOK_TEST.wireName());
            json.writeNumberField("created", at.getEpochSecond());
            json.writeStringField("timestamp", UtcTime.seconds(at));
            json.writeStringField("endpoint", endpoint);
            json.writeStringField("environment", environment.wireName());
            json.writeObjectFieldStart("data");
            json.writeObjectFieldStart("object");
            json.writeStringField("id", Ids.format(Ids.SUBSCRIPTION, subscriptionId));
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
