package io.headrace.ingest.console;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the API to whoever opens the printed address; the console will take this place. */
@Path("/")
@Singleton
public final class HomeResource {
    private static final String API = "/q/swagger-ui/";

    @Operation(hidden = true)
    @GET
    public Response home() {
        return Response.status(Response.Status.FOUND).header("Location", API).build();
    }
}
