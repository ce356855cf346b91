package io.headrace.ingest.oauth;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.access.TokenIssuer;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says where clients look first how tokens are got and verified here. */
@Tag(name = "Tokens")
@Path("/.well-known")
@Singleton
public final class WellKnownResource {
    private final PublishedKeys keys;
    private final TokenIssuer issuer;

    WellKnownResource(PublishedKeys keys, TokenIssuer issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    @Operation(summary = "The same as GET /oauth/jwks")
    @APIResponse(responseCode = "200", description = "keys, the next one before it signs")
    @GET
    @Path("/jwks.json")
    public Uni<Response> wellKnownKeys(@Context RoutingContext routing) {
        return keys.answer(routing);
    }

    @Operation(summary = "What the token endpoint can do (RFC 8414)")
    @APIResponse(responseCode = "200", description = "issuer, token_endpoint, jwks_uri and more")
    @APIResponse(responseCode = "404", description = "40401 the operator has not said under which URL this is reached")
    @GET
    @Path("/oauth-authorization-server")
    public Response metadata(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        String url = issuer.publicUrl()
                .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND).exception());
        return Response.ok(metadata(url).toBuffer().getBytes(), "application/json")
                .build();
    }

    private static JsonObject metadata(String url) {
        return new JsonObject()
                .put("issuer", url)
                .put("token_endpoint", url + "/oauth/token")
                .put("jwks_uri", url + "/oauth/jwks")
                .put("grant_types_supported", JsonArray.of("client_credentials"))
                .put("response_types_supported", new JsonArray())
                .put("token_endpoint_auth_methods_supported", JsonArray.of("client_secret_basic", "client_secret_post"))
                .put("scopes_supported", JsonArray.of("read", "read-write", "admin"));
    }
}
