package io.headrace.ingest.record;

import io.headrace.contracts.Environment;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.access.AccessGate;
import io.headrace.ingest.account.SessionResource;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.store.record.OperationStore;
import io.headrace.store.record.RecordScope;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers what became of an accepted command. */
@Tag(name = "Operations")
@SecurityRequirement(name = "apiKey")
@SecurityRequirementsSet({
    @SecurityRequirement(name = SessionResource.SCHEME),
    @SecurityRequirement(name = ApiDescription.CONSOLE)
})
@Path("/api/v1/operations")
@Singleton
public final class OperationResource {
    private final AccessGate gate;
    private final OperationStore store;
    private final AcceptedLog accepted;

    OperationResource(AccessGate gate, OperationStore store, AcceptedLog accepted) {
        this.gate = gate;
        this.store = store;
        this.accepted = accepted;
    }

    @Operation(summary = "What became of an accepted write: queued, applied, rejected or dead")
    @APIResponse(responseCode = "200", description = "data.state, and data.reason where it was not applied")
    @APIResponse(responseCode = "404", description = ApiDescription.NOT_FOUND)
    @GET
    @Path("/{operationId}")
    public Uni<Response> get(@PathParam("operationId") String operationId, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitToRead(exchange, ownerId -> endpoint(ownerId, operationId))
                .chain(access -> {
                    exchange.requireAcceptsJson();
                    exchange.requireNoQuery();
                    UUID id = id(operationId);
                    return store.findWithDeliveries(access.scope(), id)
                            .map(found -> found.map(operation -> OperationAnswers.decided(exchange, operation))
                                    .orElseGet(() -> queued(exchange, access.scope(), id)));
                });
    }

    private Response queued(Exchange exchange, RecordScope scope, UUID id) {
        AcceptedLog.Entry entry = accepted.find(scope, id).orElseThrow(OperationResource::notFound);
        return OperationAnswers.queued(exchange, id, entry);
    }

    /** Of an owner's live data: what the console is for. */
    private Uni<Optional<UUID>> endpoint(UUID ownerId, String operationId) {
        UUID id = id(operationId);
        return store.findEndpoint(ownerId, Environment.LIVE, id)
                .map(found -> found.or(() -> accepted.findEndpoint(ownerId, Environment.LIVE, id)));
    }

    private static UUID id(String operationId) {
        return Ids.parse(Ids.OPERATION, operationId).orElseThrow(OperationResource::notFound);
    }

    private static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
