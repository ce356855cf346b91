package io.headrace.ingest.collaborator;

import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Messages;
import io.headrace.ingest.http.Text;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where a collaborator's link leads: a page that says what its token opens. The token itself never gets here. */
@Path(LinkResource.PATH)
@Singleton
public final class LinkResource {
    static final String PATH = "/collaborator";

    private static final String PAGE = """
            <!doctype html>
            <meta charset="utf-8">
            <title>%1$s</title>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <pre>Authorization: Bearer tm_collaborator_...

            GET /api/v1/collaborator
            GET /api/v1/collaborator/documentation
            GET /api/v1/collaborator/webhooks
            GET /api/v1/collaborator/deliveries</pre>
            <p><a href="/q/swagger-ui/">/q/swagger-ui</a></p>
            """;

    @Operation(hidden = true)
    @GET
    public Response explain(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        String title = Messages.in(exchange.language(), Text.of("collaborator.title"));
        String words = Messages.in(exchange.language(), Text.of("collaborator.words"));
        return Response.ok(PAGE.formatted(title, words))
                .type("text/html; charset=utf-8")
                .header("Content-Security-Policy", "default-src 'none'")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
