package io.headrace.ingest.delivery;

import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.endpoint.EndpointFinder;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.store.replay.DeliveryFilter;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of an owner's webhooks, and asking for them again. */
@Tag(name = "Deliveries")
@APIResponse(responseCode = "401", description = DeliveryDescription.UNAUTHORIZED)
@APIResponse(responseCode = "404", description = DeliveryDescription.NOT_FOUND)
@Path(DeliveryResource.PATH)
@Singleton
public final class DeliveryResource {
    public static final String PATH = "/api/v1/deliveries";

    private final OwnerGate gate;
    private final EndpointFinder endpoints;
    private final JsonBodyIntake bodies;
    private final DeliveryWorker worker;

    DeliveryResource(OwnerGate gate, EndpointFinder endpoints, JsonBodyIntake bodies, DeliveryWorker worker) {
        this.gate = gate;
        this.endpoints = endpoints;
        this.bodies = bodies;
        this.worker = worker;
    }

    @Operation(
            summary = "List deliveries, those of the newest events first",
            description =
                    "By page and pageSize, with a total that is counted up to 100,000, null where that takes too long; or"
                            + " by limit and cursor")
    @Parameter(
            name = "endpoint",
            in = ParameterIn.QUERY,
            description = "its slug",
            schema = @Schema(type = SchemaType.STRING, minLength = 1))
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
    @APIResponse(responseCode = "400", description = DeliveryDescription.BAD_REQUEST)
    @APIResponse(responseCode = "422", description = DeliveryWorker.TOO_LONG)
    @APIResponse(responseCode = "429", description = DeliveryWorker.BUSY)
    @GET
    public Uni<Response> listDeliveries(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> {
            DeliveryQuery query = DeliveryQuery.of(exchange.query());
            return scope(caller, query.endpoint()).chain(scope -> worker.list(exchange, query, scope));
        });
    }

    @Operation(summary = "Read a delivery with its attempts")
    @APIResponse(responseCode = "200", description = "data: the delivery; data.attemptLog: its attempts")
    @GET
    @Path("/{deliveryId}")
    public Uni<Response> readDelivery(@PathParam("deliveryId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> worker.get(exchange, scope(caller), id));
    }

    @Operation(
            summary = "Send a delivery again",
            description = "The same event under the same webhook-id, with the header Headrace-Replay: true")
    @APIResponse(responseCode = "202", description = "data.id: the new delivery, soon at Location")
    @APIResponse(responseCode = "422", description = DeliveryWorker.ON_ITS_WAY)
    @POST
    @Path("/{deliveryId}/replay")
    public Uni<Response> replayDelivery(@PathParam("deliveryId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> worker.replay(exchange, scope(caller), PATH, id));
    }

    @Operation(
            summary = "Send many deliveries again, the oldest first",
            description = "Leaves out what was replayed before, unless that failed too")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = DeliveryDescription.Replay.class)))
    @APIResponse(responseCode = "200", description = "With dryRun. data.count: how many, counted up to 100,000")
    @APIResponse(responseCode = "202", description = "data: the job; see Location")
    @APIResponse(responseCode = "400", description = DeliveryDescription.BAD_REQUEST)
    @APIResponse(responseCode = "415", description = DeliveryDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = DeliveryWorker.TOO_LONG)
    @APIResponse(responseCode = "429", description = DeliveryWorker.BUSY)
    @POST
    @Path("/replay")
    public Uni<Response> replayDeliveries(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange)
                .chain(caller -> bodies.read(exchange)
                        .map(ReplayRequest::of)
                        .chain(request -> scope(caller, request.endpoint() == null ? "" : request.endpoint())
                                .chain(scope -> request.dryRun()
                                        ? worker.count(exchange, request.filter(scope))
                                        : worker.replayAll(exchange, request.filter(scope), ReplayResource.PATH))));
    }

    static DeliveryFilter scope(OwnerCaller caller) {
        return DeliveryFilter.all(caller.ownerId(), caller.onlyEndpoint(), caller.onlyEnvironment(), null);
    }

    /** @param slug of the one endpoint that is asked for, or the empty text */
    private Uni<DeliveryFilter> scope(OwnerCaller caller, String slug) {
        return slug.isEmpty()
                ? Uni.createFrom().item(scope(caller))
                : endpoints
                        .find(caller, slug)
                        .map(found -> DeliveryFilter.all(caller.ownerId(), found, caller.onlyEnvironment(), null));
    }
}
