package io.headrace.ingest.describe;

import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.http.Exchange;
import io.headrace.store.endpoint.EndpointReach;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Describes an endpoint to its owner, whether it is active or not. */
@Tag(name = "Endpoints")
@Path("/api/v1/endpoints/{slug}/openapi.json")
@Singleton
public final class OwnerDescriptionResource {
    private final OwnerGate gate;
    private final DescriptionWorker worker;

    OwnerDescriptionResource(OwnerGate gate, DescriptionWorker worker) {
        this.gate = gate;
        this.worker = worker;
    }

    @Operation(operationId = "describeEndpointToOwner", summary = "An endpoint's own OpenAPI 3.1, its schema included")
    @APIResponse(responseCode = "200", description = "The document itself, in the language of Accept-Language")
    @APIResponse(responseCode = "304", description = "If-None-Match names the one that there is")
    @APIResponse(responseCode = "401", description = "40101, 40102, 40103 nobody is logged in")
    @APIResponse(responseCode = "404", description = "40401 not there, or not yours")
    @GET
    public Uni<Response> describe(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange)
                .chain(caller ->
                        worker.describe(exchange, new EndpointReach(caller.ownerId(), caller.onlyEndpoint()), slug));
    }
}
