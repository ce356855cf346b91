package io.headrace.ingest.collaborator;

import io.headrace.ingest.delivery.DeliveryWorker;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.subscription.SubscriptionDescription;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The jobs that send a collaborator's deliveries again. */
@Tag(name = "Collaborator's own")
@SecurityRequirement(name = "collaborator")
@APIResponse(responseCode = "401", description = SubscriptionDescription.UNAUTHORIZED)
@APIResponse(responseCode = "404", description = SubscriptionDescription.NOT_FOUND)
@Path(OwnReplayResource.PATH)
@Singleton
public final class OwnReplayResource {
    static final String PATH = "/api/v1/collaborator/replays";

    private final CollaboratorGate gate;
    private final DeliveryWorker worker;

    OwnReplayResource(CollaboratorGate gate, DeliveryWorker worker) {
        this.gate = gate;
        this.worker = worker;
    }

    @Operation(summary = "How far a replay has come")
    @APIResponse(
            responseCode = "200",
            description =
                    "data: the job. state: queued, running, finished or cancelled; replayed of total (null where counting took too long); reachedAt: how far it has come")
    @GET
    @Path("/{replayId}")
    public Uni<Response> readMyReplay(@PathParam("replayId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitToDeliveries(exchange).chain(scope -> worker.job(exchange, scope, id));
    }

    @Operation(summary = "End a replay as far as it has come")
    @APIResponse(responseCode = "202", description = "data: the job; it ends within a second or two")
    @POST
    @Path("/{replayId}/cancel")
    public Uni<Response> cancelMyReplay(@PathParam("replayId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitToDeliveries(exchange).chain(scope -> worker.cancel(exchange, scope, id));
    }
}
