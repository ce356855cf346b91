package io.headrace.ingest.record;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.contracts.KeyScope;
import io.headrace.contracts.OperationKind;
import io.headrace.ingest.access.AccessGate;
import io.headrace.ingest.access.ConsoleDoor;
import io.headrace.ingest.account.SessionResource;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Problem;
import io.headrace.store.record.PageRequest;
import io.headrace.store.record.RecordStore;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The data plane: records of one endpoint. */
@Tag(name = "Records")
@SecurityScheme(
        securitySchemeName = "apiKey",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "tm_test_... or tm_live_...")
@SecurityScheme(
        securitySchemeName = ApiDescription.CONSOLE,
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        apiKeyName = ConsoleDoor.ORIGIN,
        description = ApiDescription.CONSOLE_WORDS)
@SecurityRequirement(name = "apiKey")
@SecurityRequirementsSet({
    @SecurityRequirement(name = SessionResource.SCHEME),
    @SecurityRequirement(name = ApiDescription.CONSOLE)
})
@Path("/api/v1/data/{slug}")
@Singleton
public final class RecordResource {
    private final AccessGate gate;
    private final RecordStore store;
    private final WriteWorker writes;

    RecordResource(AccessGate gate, RecordStore store, WriteWorker writes) {
        this.gate = gate;
        this.store = store;
        this.writes = writes;
    }

    @Operation(summary = "Create a record", description = ApiDescription.WRITE)
    @Parameter(
            name = IdempotencyKey.NAME,
            in = ParameterIn.HEADER,
            description = ApiDescription.KEY,
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = IdempotencyKey.MAX_LENGTH))
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "202", description = "Durably queued; see Location and Operation-Location")
    @APIResponse(responseCode = "201", description = "Applied within the time that Prefer: wait named")
    @APIResponse(responseCode = "400", description = ApiDescription.BAD_REQUEST)
    @APIResponse(responseCode = "413", description = ApiDescription.TOO_LARGE)
    @APIResponse(responseCode = "415", description = ApiDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = ApiDescription.KEY_MISMATCH)
    @APIResponse(responseCode = "503", description = ApiDescription.UNAVAILABLE)
    @POST
    public Uni<Response> create(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ_WRITE)
                .chain(access -> writes.write(exchange, access, OperationKind.CREATE, Ids.create()));
    }

    @Operation(summary = "Replace a record as a whole", description = ApiDescription.WRITE)
    @Parameter(
            name = IdempotencyKey.NAME,
            in = ParameterIn.HEADER,
            description = ApiDescription.KEY,
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = IdempotencyKey.MAX_LENGTH))
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "202", description = "Durably queued; a record that does not exist is rejected later")
    @APIResponse(responseCode = "200", description = "Applied within the time that Prefer: wait named")
    @APIResponse(responseCode = "400", description = ApiDescription.BAD_REQUEST)
    @APIResponse(responseCode = "413", description = ApiDescription.TOO_LARGE)
    @APIResponse(responseCode = "415", description = ApiDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = ApiDescription.KEY_MISMATCH)
    @APIResponse(responseCode = "503", description = ApiDescription.UNAVAILABLE)
    @PUT
    @Path("/{id}")
    public Uni<Response> replace(
            @PathParam("slug") String slug, @PathParam("id") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ_WRITE)
                .chain(access -> writes.write(exchange, access, OperationKind.REPLACE, recordId(id)));
    }

    @Operation(summary = "Delete a record", description = ApiDescription.WRITE)
    @Parameter(
            name = IdempotencyKey.NAME,
            in = ParameterIn.HEADER,
            description = ApiDescription.KEY,
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = IdempotencyKey.MAX_LENGTH))
    @APIResponse(responseCode = "202", description = "Durably queued; a record that does not exist is rejected later")
    @APIResponse(responseCode = "200", description = "Applied within the time that Prefer: wait named")
    @APIResponse(responseCode = "422", description = ApiDescription.KEY_MISMATCH)
    @APIResponse(responseCode = "503", description = ApiDescription.UNAVAILABLE)
    @DELETE
    @Path("/{id}")
    public Uni<Response> delete(
            @PathParam("slug") String slug, @PathParam("id") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ_WRITE)
                .chain(access -> writes.write(exchange, access, OperationKind.DELETE, recordId(id)));
    }

    @Operation(summary = "Read a record")
    @APIResponse(responseCode = "200", description = "The record; its version in ETag")
    @APIResponse(responseCode = "404", description = ApiDescription.NOT_FOUND)
    @GET
    @Path("/{id}")
    public Uni<Response> get(
            @PathParam("slug") String slug, @PathParam("id") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ).chain(access -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return store.find(access.scope(), recordId(id))
                    .map(found -> RecordAnswers.found(200, exchange, found.orElseThrow(RecordResource::notFound))
                            .build());
        });
    }

    @Operation(summary = "List records, newest first")
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "from 1",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "pageSize",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "createdAt or -createdAt",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description = "asc or desc",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "data.items and data.pagination")
    @APIResponse(responseCode = "400", description = ApiDescription.BAD_REQUEST)
    @GET
    public Uni<Response> list(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange, slug, KeyScope.READ).chain(access -> {
            exchange.requireAcceptsJson();
            PageRequest request = ListQuery.parse(exchange.query());
            return store.list(access.scope(), request).map(page -> RecordAnswers.page(exchange, request, page));
        });
    }

    /** An id of another form than ours is of no record. */
    private static UUID recordId(String id) {
        return Ids.parse(Ids.RECORD, id).orElseThrow(RecordResource::notFound);
    }

    private static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
