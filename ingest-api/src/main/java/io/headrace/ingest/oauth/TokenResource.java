package io.headrace.ingest.oauth;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.access.AccessToken;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.BodyIntake;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The token endpoint of OAuth 2.0, for the client credentials grant (RFC 6749, section 4.4), under both its names. */
@Tag(name = "Tokens")
@Path("/oauth")
@Singleton
public final class TokenResource {
    private static final int MAX_BYTES = 102_400;

    private final BodyIntake bodies;
    private final TokenWorker worker;

    TokenResource(BodyIntake bodies, TokenWorker worker) {
        this.bodies = bodies;
        this.worker = worker;
    }

    @Operation(summary = TokenDescription.SUMMARY, description = TokenDescription.TEXT)
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/x-www-form-urlencoded",
                        schema = @Schema(implementation = TokenDescription.Body.class)),
                @Content(mediaType = "application/json", schema = @Schema(implementation = TokenDescription.Body.class))
            })
    @APIResponse(responseCode = "200", description = TokenDescription.ISSUED)
    @APIResponse(responseCode = "400", description = TokenDescription.BAD_REQUEST)
    @APIResponse(responseCode = "401", description = TokenDescription.INVALID_CLIENT)
    @APIResponse(responseCode = "413", description = TokenDescription.TOO_LARGE)
    @APIResponse(responseCode = "415", description = TokenDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "429", description = TokenDescription.FAILURES)
    @POST
    @Path("/token")
    public Uni<Response> token(@Context RoutingContext routing) {
        return exchange(Exchange.of(routing));
    }

    @Operation(summary = "The same as POST /oauth/token", description = TokenDescription.TEXT)
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/x-www-form-urlencoded",
                        schema = @Schema(implementation = TokenDescription.Body.class)),
                @Content(mediaType = "application/json", schema = @Schema(implementation = TokenDescription.Body.class))
            })
    @APIResponse(responseCode = "200", description = TokenDescription.ISSUED)
    @APIResponse(responseCode = "400", description = TokenDescription.BAD_REQUEST)
    @APIResponse(responseCode = "401", description = TokenDescription.INVALID_CLIENT)
    @APIResponse(responseCode = "413", description = TokenDescription.TOO_LARGE)
    @APIResponse(responseCode = "415", description = TokenDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "429", description = TokenDescription.FAILURES)
    @POST
    @Path("/access_token")
    public Uni<Response> accessToken(@Context RoutingContext routing) {
        return exchange(Exchange.of(routing));
    }

    private Uni<Response> exchange(Exchange exchange) {
        return Uni.createFrom()
                .item(exchange)
                .invoke(TokenResource::refuseOddities)
                .chain(request -> bodies.read(request, MAX_BYTES))
                .map(body -> TokenParameters.parse(exchange.header("Content-Type"), body))
                .map(parameters -> TokenRequest.of(parameters, exchange.header("Authorization")))
                .chain(request -> worker.exchange(request, exchange.remoteAddress()))
                .map(issued -> answer(exchange, issued))
                .onFailure(ProblemException.class)
                .transform(refused -> TokenProblem.of((ProblemException) refused));
    }

    /** A secret in a URL ends up in logs, so no parameter is taken from there. */
    private static void refuseOddities(Exchange exchange) {
        exchange.requireAcceptsJson();
        exchange.requireNoQuery();
        if (exchange.header("Content-Encoding") != null) {
            throw Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE).exception();
        }
    }

    private static Response answer(Exchange exchange, TokenWorker.Issued issued) {
        AccessToken token = issued.token();
        return Answers.success(200, exchange, "success", json -> {
                    json.writeStringField("access_token", issued.text());
                    json.writeStringField("token_type", "Bearer");
                    json.writeNumberField(
                            "expires_in",
                            Duration.between(token.issuedAt(), token.expiresAt())
                                    .toSeconds());
                    json.writeStringField("scope", token.scope().wireName());
                })
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}
