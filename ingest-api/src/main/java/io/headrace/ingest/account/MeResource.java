package io.headrace.ingest.account;

import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says who is asking. */
@Tag(name = "Sessions")
@Path("/api/v1/me")
@Singleton
public final class MeResource {
    private final OwnerGate gate;

    MeResource(OwnerGate gate) {
        this.gate = gate;
    }

    @Operation(summary = "Who asks")
    @APIResponse(
            responseCode = "200",
            description = "data.account, or data.key for a key of scope admin, and data.role")
    @APIResponse(responseCode = "403", description = "40301 a key of a smaller scope")
    @GET
    public Uni<Response> me(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).map(caller -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return Answers.data(exchange, json -> {
                json.writeStringField(caller.isKey() ? "key" : "account", caller.actor());
                json.writeStringField("role", caller.role().wireName());
            });
        });
    }
}
