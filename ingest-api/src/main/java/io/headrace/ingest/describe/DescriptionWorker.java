package io.headrace.ingest.describe;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.endpoint.SchemaWorker;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.store.endpoint.EndpointReach;
import io.headrace.store.endpoint.EndpointStore;
import io.headrace.store.endpoint.StoredEndpoint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers with an endpoint's own OpenAPI; who has it already is told so. */
@Singleton
final class DescriptionWorker {
    private final EndpointStore store;
    private final SchemaWorker worker;

    DescriptionWorker(EndpointStore store, SchemaWorker worker) {
        this.store = store;
        this.worker = worker;
    }

    Uni<Response> describe(Exchange exchange, EndpointReach reach, String slug) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        return store.find(reach, slug)
                .map(found ->
                        found.orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND).exception()))
                .chain(endpoint -> describe(exchange, endpoint));
    }

    private Uni<Response> describe(Exchange exchange, StoredEndpoint endpoint) {
        String tag = tag(exchange, endpoint);
        if (isKnown(exchange.header("If-None-Match"), tag)) {
            return Uni.createFrom().item(headed(Response.notModified(), tag));
        }
        return worker.apart(() -> EndpointOpenApi.of(endpoint, exchange.language()))
                .map(document -> headed(Response.ok(document, MediaType.APPLICATION_JSON_TYPE), tag));
    }

    /** What it depends on: the schema, the name, and the language. */
    private static String tag(Exchange exchange, StoredEndpoint endpoint) {
        String language = exchange.language().name().toLowerCase(Locale.ROOT);
        return "\"" + endpoint.schemaVersion() + "-" + endpoint.updatedAt().toEpochMilli() + "-" + language + "\"";
    }

    private static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(","))
                        .map(String::trim)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    private static Response headed(Response.ResponseBuilder answer, String tag) {
        return answer.header("ETag", tag)
                .header("Vary", "Accept-Language, Authorization")
                .header("Cache-Control", "private, no-cache")
                .build();
    }
}
