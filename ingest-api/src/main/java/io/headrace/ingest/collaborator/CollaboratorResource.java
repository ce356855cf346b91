package io.headrace.ingest.collaborator;

import io.headrace.contracts.EventType;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.store.subscription.CollaboratorStore;
import io.headrace.store.subscription.EndpointDocument;
import io.headrace.store.subscription.StoredCollaborator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a collaborator is told of themselves and of the endpoint. */
@Tag(name = "Collaborator's own")
@SecurityScheme(
        securitySchemeName = "collaborator",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "tm_collaborator_...")
@SecurityRequirement(name = "collaborator")
@APIResponse(responseCode = "401", description = "40101 the token opens nothing")
@Path("/api/v1/collaborator")
@Singleton
public final class CollaboratorResource {
    private final CollaboratorGate gate;
    private final CollaboratorStore store;

    CollaboratorResource(CollaboratorGate gate, CollaboratorStore store) {
        this.gate = gate;
        this.store = store;
    }

    @Operation(summary = "Who a collaborator is")
    @APIResponse(responseCode = "200", description = "data: the collaborator, and the endpoint's slug")
    @GET
    public Uni<Response> readMyself(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(who -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return document(who)
                    .map(endpoint -> Answers.data(exchange, json -> {
                        InvitationResource.write(json, who);
                        json.writeStringField("endpoint", endpoint.slug());
                    }));
        });
    }

    @Operation(
            summary = "What the endpoint's records look like, and what can be subscribed to",
            description = "The schema is that of data.object.fields in each event")
    @APIResponse(responseCode = "200", description = "data.endpoint, data.name, data.schema and data.events")
    @GET
    @Path("/documentation")
    public Uni<Response> readDocumentation(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(who -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return document(who)
                    .map(endpoint -> Answers.data(exchange, json -> {
                        json.writeStringField("endpoint", endpoint.slug());
                        json.writeStringField("name", endpoint.name());
                        json.writeFieldName("schema");
                        json.writeRawValue(endpoint.schema());
                        json.writeArrayFieldStart("events");
                        for (EventType type : EventType.values()) {
                            json.writeString(type.wireName());
                        }
                        json.writeEndArray();
                    }));
        });
    }

    /** Who was let in a moment ago may be out with the endpoint by now. */
    private Uni<EndpointDocument> document(StoredCollaborator who) {
        return store.document(who).map(found -> found.orElseThrow(CollaboratorGate::unknown));
    }
}
