package io.headrace.ingest.oauth;

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

/** Publishes what verifies our tokens. */
@Tag(name = "Tokens")
@Path("/oauth/jwks")
@Singleton
public final class SigningKeyResource {
    private final PublishedKeys keys;

    SigningKeyResource(PublishedKeys keys) {
        this.keys = keys;
    }

    @Operation(summary = "The public keys that verify tokens, as a JWK set (RFC 7517)")
    @APIResponse(responseCode = "200", description = "keys, the next one before it signs")
    @GET
    public Uni<Response> signingKeys(@Context RoutingContext routing) {
        return keys.answer(routing);
    }
}
