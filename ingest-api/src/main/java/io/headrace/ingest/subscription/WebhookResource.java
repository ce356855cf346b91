package io.headrace.ingest.subscription;

import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.endpoint.EndpointFinder;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.json.JsonBody;
import io.headrace.ingest.json.JsonBodyIntake;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Subscribes by a body that names the endpoint, for who would rather not build the path. */
@Tag(name = "Subscriptions")
@APIResponse(responseCode = "401", description = SubscriptionDescription.UNAUTHORIZED)
@Path("/api/v1/webhooks")
@Singleton
public final class WebhookResource {
    private static final int MAX_SLUG = 63;

    private final OwnerGate gate;
    private final EndpointFinder endpoints;
    private final JsonBodyIntake bodies;
    private final SubscriptionWorker worker;

    WebhookResource(OwnerGate gate, EndpointFinder endpoints, JsonBodyIntake bodies, SubscriptionWorker worker) {
        this.gate = gate;
        this.endpoints = endpoints;
        this.bodies = bodies;
        this.worker = worker;
    }

    @Operation(summary = "Subscribe a target to the events of the endpoint that the body names")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscriptionDescription.NewOfEndpoint.class)))
    @APIResponse(responseCode = "201", description = "data: the subscription, and its secret this once")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @APIResponse(responseCode = "404", description = SubscriptionDescription.NOT_FOUND)
    @APIResponse(responseCode = "415", description = SubscriptionDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = "42201 the endpoint has as many as it may have")
    @POST
    public Uni<Response> subscribe(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange)
                .chain(caller -> bodies.read(exchange).chain(body -> create(exchange, caller, body)));
    }

    private Uni<Response> create(Exchange exchange, OwnerCaller caller, JsonBody body) {
        Optional<String> slug = body.require("endpoint").text("endpoint", 1, MAX_SLUG);
        if (slug.isEmpty()) {
            return worker.refuse(body);
        }
        return endpoints
                .find(caller, slug.get())
                .chain(id -> worker.create(
                        exchange, OwnersScope.of(caller, id), SubscriptionResource.path(slug.get()), body));
    }
}
