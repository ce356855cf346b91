package io.headrace.ingest.collaborator;

import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.subscription.SubscriptionDescription;
import io.headrace.ingest.subscription.SubscriptionTrial;
import io.headrace.ingest.subscription.SubscriptionWorker;
import io.headrace.store.subscription.SubscriptionScope;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The subscriptions that are a collaborator's own. */
@Tag(name = "Collaborator's own")
@SecurityRequirement(name = "collaborator")
@APIResponse(responseCode = "401", description = SubscriptionDescription.UNAUTHORIZED)
@APIResponse(responseCode = "404", description = SubscriptionDescription.NOT_FOUND)
@Path(OwnSubscriptionResource.PATH)
@Singleton
public final class OwnSubscriptionResource {
    static final String PATH = "/api/v1/collaborator/webhooks";

    private final CollaboratorGate gate;
    private final SubscriptionWorker worker;
    private final SubscriptionTrial trial;

    OwnSubscriptionResource(CollaboratorGate gate, SubscriptionWorker worker, SubscriptionTrial trial) {
        this.trial = trial;
        this.gate = gate;
        this.worker = worker;
    }

    @Operation(summary = "Subscribe a target of one's own to the endpoint's events")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscriptionDescription.New.class)))
    @APIResponse(responseCode = "201", description = "data: the subscription, and its secret this once")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @APIResponse(responseCode = "415", description = SubscriptionDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = "42201 the endpoint has as many as it may have")
    @POST
    public Uni<Response> subscribeMyself(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> worker.create(exchange, scope, PATH));
    }

    @Operation(summary = "List one's own subscriptions, oldest first")
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "from 1",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000000"))
    @Parameter(
            name = "pageSize",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @APIResponse(responseCode = "200", description = "data.items and data.pagination")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @GET
    public Uni<Response> listMySubscriptions(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> worker.list(exchange, scope));
    }

    @Operation(summary = "Read a subscription; its secret is never shown again")
    @APIResponse(responseCode = "200", description = SubscriptionDescription.SUBSCRIPTION)
    @GET
    @Path("/{subscriptionId}")
    public Uni<Response> readMySubscription(@PathParam("subscriptionId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> worker.get(exchange, scope, id));
    }

    @Operation(
            summary = "Change a subscription: what is named",
            description = "Holds from the next attempt on, of what is on its way too")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscriptionDescription.Change.class)))
    @APIResponse(responseCode = "200", description = "data: the subscription as it is now")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @APIResponse(responseCode = "415", description = SubscriptionDescription.MEDIA_TYPE)
    @PATCH
    @Path("/{subscriptionId}")
    public Uni<Response> changeMySubscription(@PathParam("subscriptionId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> worker.change(exchange, scope, id));
    }

    @Operation(summary = "Delete a subscription; what is not sent yet is cancelled")
    @APIResponse(responseCode = "200", description = "It is gone")
    @DELETE
    @Path("/{subscriptionId}")
    public Uni<Response> deleteMySubscription(@PathParam("subscriptionId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> worker.delete(exchange, scope, id));
    }

    @Operation(
            summary = "Give a subscription a new secret",
            description = "For the time of grace each webhook carries a signature of the new and one of the old secret")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscriptionDescription.Rotation.class)))
    @APIResponse(responseCode = "200", description = "data: the subscription, and its new secret this once")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @APIResponse(responseCode = "415", description = SubscriptionDescription.MEDIA_TYPE)
    @POST
    @Path("/{subscriptionId}/rotate-secret")
    public Uni<Response> rotateMySecret(@PathParam("subscriptionId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> worker.rotate(exchange, scope, id));
    }

    @Operation(
            summary = "Send a test event to a subscription",
            description = "webhook.test, signed, retried and listed as every other event, whatever its types are")
    @APIResponse(responseCode = "202", description = "data.eventId and data.deliveryId; see Location")
    @APIResponse(responseCode = "422", description = SubscriptionDescription.STOPPED)
    @POST
    @Path("/{subscriptionId}/test")
    public Uni<Response> testMySubscription(@PathParam("subscriptionId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> trial.test(exchange, scope, id, OwnDeliveryResource.PATH));
    }

    @Operation(
            summary = "Send again what a subscription was to get since then and did not",
            description = "What is exhausted or was cancelled, the oldest first; a replay job")
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            required = true,
            description = "events from this time on, RFC 3339",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @APIResponse(responseCode = "202", description = "data: the job; see Location")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @APIResponse(responseCode = "422", description = SubscriptionDescription.STOPPED)
    @POST
    @Path("/{subscriptionId}/recover")
    public Uni<Response> recoverMySubscription(
            @PathParam("subscriptionId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> trial.recover(exchange, scope, id, OwnReplayResource.PATH));
    }

    @Operation(
            summary = "Send what is held for a subscription whose target failed",
            description = "In order, so many a second; held again if it still fails")
    @APIResponse(responseCode = "202", description = "data: the subscription as it was")
    @APIResponse(responseCode = "422", description = SubscriptionDescription.NOT_HELD)
    @POST
    @Path("/{subscriptionId}/release")
    public Uni<Response> releaseMySubscription(
            @PathParam("subscriptionId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, scope -> trial.release(exchange, scope, id));
    }

    private Uni<Response> at(Exchange exchange, Function<SubscriptionScope, Uni<Response>> work) {
        return gate.admitToSubscriptions(exchange).chain(work::apply);
    }
}
