package io.headrace.ingest.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.Environment;
import io.headrace.contracts.Ids;
import io.headrace.contracts.UtcTime;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Language;
import io.headrace.ingest.http.Paging;
import io.headrace.store.endpoint.EndpointPage;
import io.headrace.store.endpoint.SchemaVersion;
import io.headrace.store.endpoint.SchemaVersionPage;
import io.headrace.store.endpoint.StoredEndpoint;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;

/** Writes what the owner's API answers about endpoints. */
final class EndpointAnswers {
    private EndpointAnswers() {}

    /** The one time that the secret is shown. */
    static Response created(Exchange exchange, StoredEndpoint endpoint, String signingSecret) {
        return Answers.created(exchange, "/api/v1/endpoints/" + endpoint.slug(), json -> {
            write(json, endpoint);
            json.writeStringField("signingSecret", signingSecret);
        });
    }

    static Response one(Exchange exchange, StoredEndpoint endpoint) {
        return Answers.data(exchange, json -> write(json, endpoint));
    }

    static Response changed(Exchange exchange, StoredEndpoint endpoint, SchemaTrial trial) {
        return Answers.data(exchange, json -> {
            write(json, endpoint);
            json.writeObjectFieldStart("notPassing");
            write(json, exchange.language(), trial);
            json.writeEndObject();
        });
    }

    static Response tried(Exchange exchange, SchemaTrial trial) {
        return Answers.data(exchange, json -> write(json, exchange.language(), trial));
    }

    /** Without their schemas, which may be large. */
    static Response page(Exchange exchange, Paging paging, EndpointPage page) {
        return Answers.page(exchange, paging, page.total(), page.items(), EndpointAnswers::writeHead);
    }

    static Response schemas(Exchange exchange, Paging paging, SchemaVersionPage page) {
        return Answers.page(exchange, paging, page.total(), page.items(), EndpointAnswers::write);
    }

    private static void writeHead(JsonGenerator json, StoredEndpoint endpoint) throws IOException {
        json.writeStringField("slug", endpoint.slug());
        json.writeStringField("name", endpoint.name());
        json.writeBooleanField("active", endpoint.active());
        json.writeNumberField("schemaVersion", endpoint.schemaVersion());
        json.writeStringField("createdAt", UtcTime.millis(endpoint.createdAt()));
        json.writeStringField("updatedAt", UtcTime.millis(endpoint.updatedAt()));
    }

    private static void write(JsonGenerator json, StoredEndpoint endpoint) throws IOException {
        writeHead(json, endpoint);
        json.writeFieldName("schema");
        json.writeRawValue(endpoint.schema());
    }

    private static void write(JsonGenerator json, SchemaVersion version) throws IOException {
        json.writeNumberField("version", version.version());
        json.writeStringField("createdAt", UtcTime.millis(version.createdAt()));
        json.writeFieldName("schema");
        json.writeRawValue(version.schema());
    }

    private static void write(JsonGenerator json, Language language, SchemaTrial trial) throws IOException {
        json.writeBooleanField("complete", trial.complete());
        for (Map.Entry<Environment, SchemaTrial.Tally> entry :
                trial.environments().entrySet()) {
            json.writeObjectFieldStart(entry.getKey().wireName());
            write(json, language, entry.getValue());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Language language, SchemaTrial.Tally tally) throws IOException {
        json.writeNumberField("checked", tally.checked());
        json.writeNumberField("notPassing", tally.notPassing());
        json.writeArrayFieldStart("examples");
        for (SchemaTrial.Example example : tally.examples()) {
            json.writeStartObject();
            json.writeStringField("id", Ids.format(Ids.RECORD, example.recordId()));
            json.writeNumberField("version", example.version());
            Answers.writeDetails(json, language, example.details());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
