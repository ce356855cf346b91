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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of the webhooks to a collaborator's own subscriptions, and asking for one again. */
@Tag(name = "Collaborator's own")
@SecurityRequirement(name = "collaborator")
@APIResponse(responseCode = "401", description = SubscriptionDescription.UNAUTHORIZED)
@APIResponse(responseCode = "404", description = SubscriptionDescription.NOT_FOUND)
@Path(OwnDeliveryResource.PATH)
@Singleton
public final class OwnDeliveryResource {
    static final String PATH = "/api/v1/collaborator/deliveries";

    private final CollaboratorGate gate;
    private final DeliveryWorker worker;

    OwnDeliveryResource(CollaboratorGate gate, DeliveryWorker worker) {
        this.gate = gate;
        this.worker = worker;
    }

    @Operation(
            summary = "List deliveries, those of the newest events first",
            description = "By page and pageSize, with a total that is counted up to 100,000; or by limit and cursor")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                                "pending",
                                "sending",
                                "waiting",
                                "delivered",
                                "exhausted",
                                "cancelled",
                                "held"
                            }))
    @Parameter(
            name = "recordId",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING, pattern = "^rec_[0-7][0-9a-hjkmnp-tv-z]{25}$"))
    @Parameter(
            name = "subscriptionId",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING, pattern = "^sub_[0-7][0-9a-hjkmnp-tv-z]{25}$"))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "events from this time on, RFC 3339",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "events before this time, RFC 3339",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "HTTP status of the last attempt",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "100", maximum = "599"))
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "from 1; not with limit",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000000"))
    @Parameter(
            name = "pageSize",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20; not with limit",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20; the answer has a cursor",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "cursor.next of the answer before",
            schema = @Schema(type = SchemaType.STRING, minLength = 1))
    @APIResponse(responseCode = "200", description = "data.items, and data.pagination or cursor")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @APIResponse(responseCode = "422", description = DeliveryWorker.TOO_LONG)
    @APIResponse(responseCode = "429", description = DeliveryWorker.BUSY)
    @GET
    public Uni<Response> listMyDeliveries(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitToDeliveries(exchange).chain(scope -> worker.list(exchange, scope));
    }

    @Operation(summary = "Read a delivery with its attempts")
    @APIResponse(responseCode = "200", description = "data: the delivery; data.attemptLog: its attempts")
    @GET
    @Path("/{deliveryId}")
    public Uni<Response> readMyDelivery(@PathParam("deliveryId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitToDeliveries(exchange).chain(scope -> worker.get(exchange, scope, id));
    }

    @Operation(
            summary = "Send a delivery again",
            description = "The same event under the same webhook-id, with the header Headrace-Replay: true")
    @APIResponse(responseCode = "202", description = "data.id: the new delivery, soon at Location")
    @APIResponse(responseCode = "422", description = DeliveryWorker.ON_ITS_WAY)
    @POST
    @Path("/{deliveryId}/replay")
    public Uni<Response> replayMyDelivery(@PathParam("deliveryId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitToDeliveries(exchange).chain(scope -> worker.replay(exchange, scope, PATH, id));
    }
}
