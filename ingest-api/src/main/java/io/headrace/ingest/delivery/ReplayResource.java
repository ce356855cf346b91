package io.headrace.ingest.delivery;

import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.http.Exchange;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The jobs that send an owner's deliveries again. */
@Tag(name = "Deliveries")
@APIResponse(responseCode = "401", description = DeliveryDescription.UNAUTHORIZED)
@APIResponse(responseCode = "404", description = DeliveryDescription.NOT_FOUND)
@Path(ReplayResource.PATH)
@Singleton
public final class ReplayResource {
    public static final String PATH = "/api/v1/replays";

    private final OwnerGate gate;
    private final DeliveryWorker worker;

    ReplayResource(OwnerGate gate, DeliveryWorker worker) {
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
    public Uni<Response> readReplay(@PathParam("replayId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> worker.job(exchange, DeliveryResource.scope(caller), id));
    }

    @Operation(summary = "End a replay as far as it has come")
    @APIResponse(responseCode = "202", description = "data: the job; it ends within a second or two")
    @POST
    @Path("/{replayId}/cancel")
    public Uni<Response> cancelReplay(@PathParam("replayId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> worker.cancel(exchange, DeliveryResource.scope(caller), id));
    }
}
