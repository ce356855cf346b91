package io.headrace.ingest.key;

import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.endpoint.EndpointFinder;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.store.key.KeyPlace;
import io.headrace.store.key.KeyStore;
import io.headrace.store.key.StoredKey;
import io.headrace.store.usage.UsageStore;
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
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys of one endpoint, as their owner manages them. */
@Tag(name = "Keys")
@APIResponse(responseCode = "401", description = KeySchema.UNAUTHORIZED)
@APIResponse(responseCode = "403", description = KeySchema.FORBIDDEN)
@APIResponse(responseCode = "404", description = KeySchema.NOT_FOUND)
@Path("/api/v1/endpoints/{slug}/keys")
@Singleton
public final class KeyResource {
    private final OwnerGate gate;
    private final EndpointFinder endpoints;
    private final KeyWorker worker;
    private final KeyStore store;
    private final UsageStore usage;
    private final JsonBodyIntake bodies;
    private final Clock clock;

    KeyResource(
            OwnerGate gate,
            EndpointFinder endpoints,
            KeyWorker worker,
            KeyStore store,
            UsageStore usage,
            JsonBodyIntake bodies,
            Clock clock) {
        this.gate = gate;
        this.endpoints = endpoints;
        this.worker = worker;
        this.store = store;
        this.usage = usage;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Operation(summary = "Make a key; its secret is shown in this answer and never again")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = KeySchema.Creation.class)))
    @APIResponse(responseCode = "201", description = "The key; data.key and data.secret are shown this once")
    @APIResponse(responseCode = "400", description = KeySchema.BAD_REQUEST)
    @APIResponse(responseCode = "413", description = KeySchema.TOO_LARGE)
    @APIResponse(responseCode = "415", description = KeySchema.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = "42201 the endpoint has as many keys as it may have")
    @POST
    public Uni<Response> create(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return visit(exchange, slug)
                .chain(visit -> bodies.read(exchange)
                        .map(body -> KeyBodies.wish(body, clock.instant()))
                        .chain(wish -> worker.create(visit, wish)))
                .map(made -> KeyAnswers.created(
                        exchange, location(slug, made.stored().id()), made.stored(), made.key()));
    }

    @Operation(summary = "List the keys, newest first; revoked ones too")
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
    @APIResponse(responseCode = "400", description = KeySchema.BAD_PARAMETER)
    @GET
    public Uni<Response> list(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return visit(exchange, slug).chain(visit -> {
            Paging paging = Paging.of(exchange.query(), Set.of());
            return store.page(visit.place(), paging.offset(), paging.pageSize())
                    .chain(page -> used(visit, page.items())
                            .map(keys -> Answers.page(exchange, paging, page.total(), keys, KeyAnswers::write)));
        });
    }

    @Operation(summary = "Read a key, without its secret")
    @APIResponse(responseCode = "200", description = "The key")
    @APIResponse(responseCode = "400", description = KeySchema.BAD_PARAMETER)
    @GET
    @Path("/{keyId}")
    public Uni<Response> get(
            @PathParam("slug") String slug, @PathParam("keyId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return visit(exchange, slug).chain(visit -> {
            exchange.requireNoQuery();
            return worker.find(visit.place(), id).chain(key -> answer(exchange, visit, key));
        });
    }

    @Operation(summary = "Change a key: what the body names, and nothing else; known everywhere within 5 seconds")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = KeySchema.Change.class)))
    @APIResponse(responseCode = "200", description = "The key as it is now")
    @APIResponse(responseCode = "400", description = KeySchema.BAD_REQUEST)
    @APIResponse(responseCode = "413", description = KeySchema.TOO_LARGE)
    @APIResponse(responseCode = "415", description = KeySchema.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = KeySchema.REVOKED)
    @PATCH
    @Path("/{keyId}")
    public Uni<Response> change(
            @PathParam("slug") String slug, @PathParam("keyId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return visit(exchange, slug)
                .chain(visit -> bodies.read(exchange)
                        .map(body -> KeyBodies.change(body, clock.instant()))
                        .chain(change -> worker.change(visit, id, change))
                        .chain(key -> answer(exchange, visit, key)));
    }

    @Operation(
            summary = "Give a key a new secret, under the same id",
            description = "The secret before goes on opening for the grace; one that was in its grace already is over")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = KeySchema.Rotation.class)))
    @APIResponse(responseCode = "200", description = "The key; data.key and data.secret are shown this once")
    @APIResponse(responseCode = "400", description = KeySchema.BAD_REQUEST)
    @APIResponse(responseCode = "413", description = KeySchema.TOO_LARGE)
    @APIResponse(responseCode = "415", description = KeySchema.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = KeySchema.REVOKED)
    @POST
    @Path("/{keyId}/rotate")
    public Uni<Response> rotate(
            @PathParam("slug") String slug, @PathParam("keyId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return visit(exchange, slug)
                .chain(visit -> bodies.readIfAny(exchange)
                        .map(KeyBodies::grace)
                        .chain(grace -> worker.rotate(visit, id, grace))
                        .chain(rotated -> used(visit, List.of(rotated.stored()))
                                .map(used -> KeyAnswers.rotated(exchange, used.get(0), rotated.key()))));
    }

    @Operation(summary = "Revoke a key, for ever; it opens nothing on any instance within 5 seconds")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = KeySchema.Nothing.class)))
    @APIResponse(responseCode = "200", description = "The key as it is now; also where it was revoked before")
    @APIResponse(responseCode = "400", description = KeySchema.BAD_REQUEST)
    @APIResponse(responseCode = "413", description = KeySchema.TOO_LARGE)
    @APIResponse(responseCode = "415", description = KeySchema.MEDIA_TYPE)
    @POST
    @Path("/{keyId}/revoke")
    public Uni<Response> revoke(
            @PathParam("slug") String slug, @PathParam("keyId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return visit(exchange, slug)
                .chain(visit -> bodies.readIfAny(exchange)
                        .invoke(body -> body.finish())
                        .chain(() -> worker.revoke(visit, id))
                        .chain(key -> answer(exchange, visit, key)));
    }

    @Operation(summary = "The same as to revoke it: the key stays listed, with the time of its end")
    @APIResponse(responseCode = "200", description = "The key as it is now; also where it was revoked before")
    @APIResponse(responseCode = "400", description = KeySchema.BAD_PARAMETER)
    @DELETE
    @Path("/{keyId}")
    public Uni<Response> delete(
            @PathParam("slug") String slug, @PathParam("keyId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return visit(exchange, slug).chain(visit -> {
            exchange.requireNoQuery();
            return worker.revoke(visit, id).chain(key -> answer(exchange, visit, key));
        });
    }

    private Uni<Visit> visit(Exchange exchange, String slug) {
        return gate.admit(exchange).chain(caller -> {
            exchange.requireAcceptsJson();
            return endpoints.find(caller, slug).map(id -> new Visit(caller, new KeyPlace(caller.ownerId(), id)));
        });
    }

    private Uni<Response> answer(Exchange exchange, Visit visit, StoredKey key) {
        return used(visit, List.of(key)).map(used -> KeyAnswers.key(exchange, used.get(0)));
    }

    private Uni<List<UsedKey>> used(Visit visit, List<StoredKey> keys) {
        return usage.lastUsed(
                        visit.caller().ownerId(),
                        keys.stream().map(StoredKey::id).toList())
                .map(uses -> keys.stream()
                        .map(key -> new UsedKey(key, uses.get(key.id())))
                        .toList());
    }

    private static String location(String slug, String id) {
        return "/api/v1/endpoints/" + slug + "/keys/" + id;
    }
}
