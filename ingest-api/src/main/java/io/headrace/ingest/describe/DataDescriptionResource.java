package io.headrace.ingest.describe;

import io.headrace.contracts.KeyScope;
import io.headrace.ingest.access.AccessGate;
import io.headrace.ingest.account.SessionResource;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Describes an endpoint to who holds a key of it. */
@Tag(name = "Records")
@SecurityRequirement(name = "apiKey")
@SecurityRequirementsSet({@SecurityRequirement(name = SessionResource.SCHEME), @SecurityRequirement(name = "console")})
@Path("/api/v1/data/{slug}/openapi.json")
@Singleton
public final class DataDescriptionResource {
    private final AccessGate gate;
    private final DescriptionWorker worker;

    DataDescriptionResource(AccessGate gate, DescriptionWorker worker) {
        this.gate = gate;
        this.worker = worker;
    }

    @Operation(operationId = "describeEndpointToKey", summary = "This endpoint's own OpenAPI 3.1, its schema included")
    @APIResponse(responseCode = "200", description = "The document itself, in the language of Accept-Language")
    @APIResponse(responseCode = "304", description = "If-None-Match names the one that there is")
    @APIResponse(responseCode = "401", description = "40101, 40102, 40103 no key that is good")
    @APIResponse(responseCode = "404", description = "40401 not there, or not yours")
    @GET
    public Uni<Response> describe(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ)
                .chain(access -> worker.describe(
                        exchange,
                        new EndpointReach(
                                access.endpoint().ownerId(), access.endpoint().id()),
                        slug));
    }
}
