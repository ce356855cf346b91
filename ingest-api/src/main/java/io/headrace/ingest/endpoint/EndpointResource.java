package io.headrace.ingest.endpoint;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.BOOLEAN;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import io.headrace.contracts.ErrorCode;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.store.endpoint.EndpointStore;
import io.headrace.store.endpoint.Slug;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an owner does with the endpoints that it publishes. */
@Tag(name = "Endpoints")
@Path("/api/v1/endpoints")
@Singleton
public final class EndpointResource {
    private final OwnerGate gate;
    private final EndpointWorker worker;
    private final EndpointStore store;

    EndpointResource(OwnerGate gate, EndpointWorker worker, EndpointStore store) {
        this.gate = gate;
        this.worker = worker;
        this.store = store;
    }

    @Operation(summary = "Publish an endpoint")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema =
                                    @Schema(
                                            type = OBJECT,
                                            requiredProperties = {"slug", "name", "schema"},
                                            additionalProperties = Schema.False.class,
                                            properties = {
                                                @SchemaProperty(
                                                        name = "slug",
                                                        type = STRING,
                                                        pattern = "^" + Slug.FORM + "$"),
                                                @SchemaProperty(
                                                        name = "name",
                                                        type = STRING,
                                                        minLength = 1,
                                                        maxLength = EndpointRequests.MAX_NAME),
                                                @SchemaProperty(
                                                        name = "schema",
                                                        type = OBJECT,
                                                        description = EndpointDescription.SCHEMA),
                                                @SchemaProperty(name = "active", type = BOOLEAN)
                                            })))
    @APIResponse(responseCode = "201", description = "data is the endpoint; data.signingSecret is shown this once")
    @APIResponse(responseCode = "400", description = EndpointDescription.BAD_REQUEST)
    @APIResponse(responseCode = "401", description = EndpointDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "403", description = "40303 the plan has expired, 40304 it allows no more endpoints")
    @APIResponse(responseCode = "409", description = "40901 the slug is taken")
    @POST
    public Uni<Response> create(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> worker.create(exchange, caller));
    }

    @Operation(summary = "List your endpoints, oldest first")
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "from 1",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "1000000", defaultValue = "1"))
    @Parameter(
            name = "pageSize",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @APIResponse(responseCode = "200", description = "data.items, without their schemas, and data.pagination")
    @APIResponse(responseCode = "400", description = EndpointDescription.BAD_REQUEST)
    @APIResponse(responseCode = "401", description = EndpointDescription.UNAUTHORIZED)
    @GET
    public Uni<Response> list(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> {
            exchange.requireAcceptsJson();
            Paging paging = Paging.of(exchange.query(), Set.of());
            return store.list(EndpointWorker.reach(caller), paging.pageSize(), paging.offset())
                    .map(page -> EndpointAnswers.page(exchange, paging, page));
        });
    }

    @Operation(summary = "Read an endpoint")
    @APIResponse(responseCode = "200", description = "data is the endpoint, its schema included")
    @APIResponse(responseCode = "401", description = EndpointDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "404", description = EndpointDescription.NOT_FOUND)
    @GET
    @Path("/{slug}")
    public Uni<Response> get(
            @Parameter(description = EndpointDescription.SLUG) @PathParam("slug") String slug,
            @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return worker.find(caller, slug).map(found -> EndpointAnswers.one(exchange, found));
        });
    }

    @Operation(
            summary = "Change an endpoint",
            description = "Another schema is another schemaVersion; it holds for what is written from then on")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema =
                                    @Schema(
                                            type = OBJECT,
                                            additionalProperties = Schema.False.class,
                                            properties = {
                                                @SchemaProperty(
                                                        name = "name",
                                                        type = STRING,
                                                        minLength = 1,
                                                        maxLength = EndpointRequests.MAX_NAME),
                                                @SchemaProperty(
                                                        name = "schema",
                                                        type = OBJECT,
                                                        description = EndpointDescription.SCHEMA),
                                                @SchemaProperty(name = "active", type = BOOLEAN)
                                            })))
    @APIResponse(
            responseCode = "200",
            description = "data is the endpoint; with a schema, data.notPassing is what schema-preview answers")
    @APIResponse(responseCode = "400", description = EndpointDescription.BAD_REQUEST)
    @APIResponse(responseCode = "401", description = EndpointDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "404", description = EndpointDescription.NOT_FOUND)
    @APIResponse(responseCode = "429", description = EndpointDescription.BUSY)
    @PATCH
    @Path("/{slug}")
    public Uni<Response> change(
            @Parameter(description = EndpointDescription.SLUG) @PathParam("slug") String slug,
            @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> worker.change(exchange, caller, slug));
    }

    @Operation(summary = "Delete an endpoint with its keys and all its records")
    @Parameter(
            name = "confirm",
            in = ParameterIn.QUERY,
            required = true,
            description = "The endpoint's slug once more",
            schema = @Schema(type = STRING))
    @APIResponse(responseCode = "200", description = "It is gone; its records follow")
    @APIResponse(responseCode = "400", description = "40002 without the right confirm")
    @APIResponse(responseCode = "401", description = EndpointDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "404", description = EndpointDescription.NOT_FOUND)
    @DELETE
    @Path("/{slug}")
    public Uni<Response> delete(
            @Parameter(description = EndpointDescription.SLUG) @PathParam("slug") String slug,
            @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> {
            exchange.requireAcceptsJson();
            caller.refuseTestKey();
            return worker.find(caller, slug)
                    .invoke(found -> requireConfirmed(exchange.query(), slug))
                    .chain(found -> store.delete(found.ownerId(), found.id()))
                    .map(deleted -> {
                        if (!deleted) {
                            throw Problem.of(ErrorCode.NOT_FOUND).exception();
                        }
                        return Answers.data(exchange, json -> json.writeStringField("slug", slug));
                    });
        });
    }

    @Operation(summary = "The schemas that an endpoint has had, newest first")
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "from 1",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "1000000", defaultValue = "1"))
    @Parameter(
            name = "pageSize",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @APIResponse(responseCode = "200", description = "data.items with version, createdAt and schema; data.pagination")
    @APIResponse(responseCode = "400", description = EndpointDescription.BAD_REQUEST)
    @APIResponse(responseCode = "401", description = EndpointDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "404", description = EndpointDescription.NOT_FOUND)
    @GET
    @Path("/{slug}/schemas")
    public Uni<Response> schemas(
            @Parameter(description = EndpointDescription.SLUG) @PathParam("slug") String slug,
            @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> {
            exchange.requireAcceptsJson();
            Paging paging = Paging.of(exchange.query(), Set.of());
            return worker.find(caller, slug)
                    .chain(found -> store.schemas(found.ownerId(), found.id(), paging.pageSize(), paging.offset()))
                    .map(page -> EndpointAnswers.schemas(exchange, paging, page));
        });
    }

    @Operation(
            summary = "Try a schema on the stored records",
            description = "Changes nothing; looks at records for 5 seconds at most")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema =
                                    @Schema(
                                            type = OBJECT,
                                            requiredProperties = {"schema"},
                                            additionalProperties = Schema.False.class,
                                            properties =
                                                    @SchemaProperty(
                                                            name = "schema",
                                                            type = OBJECT,
                                                            description = EndpointDescription.SCHEMA))))
    @APIResponse(responseCode = "200", description = EndpointDescription.TRIAL)
    @APIResponse(responseCode = "400", description = EndpointDescription.BAD_REQUEST)
    @APIResponse(responseCode = "401", description = EndpointDescription.UNAUTHORIZED)
    @APIResponse(responseCode = "404", description = EndpointDescription.NOT_FOUND)
    @APIResponse(responseCode = "429", description = EndpointDescription.BUSY)
    @POST
    @Path("/{slug}/schema-preview")
    public Uni<Response> preview(
            @Parameter(description = EndpointDescription.SLUG) @PathParam("slug") String slug,
            @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admit(exchange).chain(caller -> worker.preview(exchange, caller, slug));
    }

    private static void requireConfirmed(Map<String, List<String>> query, String slug) {
        query.keySet().stream()
                .filter(name -> !name.equals("confirm"))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.badParameter(name, Text.of("parameter.unknown"))
                            .exception();
                });
        if (!List.of(slug).equals(query.get("confirm"))) {
            throw Problem.badParameter("confirm", Text.of("endpoint.confirm", slug))
                    .exception();
        }
    }
}
