package io.headrace.ingest.collaborator;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.account.OwnerCaller;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.endpoint.EndpointFinder;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.http.Times;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.ingest.subscription.OwnersScope;
import io.headrace.ingest.subscription.SubscriptionDescription;
import io.headrace.store.subscription.CollaboratorStore;
import io.headrace.store.subscription.Invitation;
import io.headrace.store.subscription.StoredCollaborator;
import io.headrace.store.subscription.SubscriptionScope;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whom an owner invites to an endpoint. */
@Tag(name = "Collaborators")
@APIResponse(responseCode = "401", description = SubscriptionDescription.UNAUTHORIZED)
@APIResponse(responseCode = "404", description = SubscriptionDescription.NOT_FOUND)
@Path("/api/v1/endpoints/{slug}/collaborators")
@Singleton
public final class InvitationResource {
    private final OwnerGate gate;
    private final EndpointFinder endpoints;
    private final JsonBodyIntake bodies;
    private final CollaboratorStore store;

    InvitationResource(OwnerGate gate, EndpointFinder endpoints, JsonBodyIntake bodies, CollaboratorStore store) {
        this.gate = gate;
        this.endpoints = endpoints;
        this.bodies = bodies;
        this.store = store;
    }

    @Operation(
            summary = "Invite somebody to an endpoint",
            description = "The link goes to them; its token, behind the #, opens the API under /api/v1/collaborator")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = InvitationRequest.class)))
    @APIResponse(responseCode = "201", description = "data: the collaborator, with link and token this once")
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @APIResponse(responseCode = "409", description = "40901 they are invited already")
    @APIResponse(responseCode = "415", description = SubscriptionDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = "42201 the endpoint has as many as it may have")
    @POST
    public Uni<Response> inviteCollaborator(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        CollaboratorToken token = CollaboratorToken.create();
        return at(
                exchange,
                slug,
                scope -> bodies.read(exchange)
                        .map(InvitationRequest::of)
                        .chain(who -> store.invite(scope, Ids.create(), who.email(), who.name(), token.hash()))
                        .map(InvitationResource::invited)
                        .map(who -> Answers.created(exchange, path(slug) + "/" + id(who), json -> {
                            write(json, who);
                            json.writeStringField("link", exchange.baseUrl() + LinkResource.PATH + "#" + token.text());
                            json.writeStringField("token", token.text());
                        })));
    }

    @Operation(summary = "List the collaborators of an endpoint, oldest first")
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
    @APIResponse(responseCode = "400", description = SubscriptionDescription.BAD_REQUEST)
    @GET
    public Uni<Response> listCollaborators(@PathParam("slug") String slug, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, slug, scope -> {
            exchange.requireAcceptsJson();
            Paging paging = Paging.of(exchange.query(), Set.of());
            return store.list(scope, paging.pageSize(), paging.offset())
                    .map(page -> Answers.page(exchange, paging, page.total(), page.items(), InvitationResource::write));
        });
    }

    @Operation(summary = "Read a collaborator; the link is never shown again")
    @APIResponse(responseCode = "200", description = "data: the collaborator")
    @GET
    @Path("/{collaboratorId}")
    public Uni<Response> readCollaborator(
            @PathParam("slug") String slug, @PathParam("collaboratorId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, slug, scope -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return store.find(scope, collaboratorId(id))
                    .map(found -> found.orElseThrow(EndpointFinder::notFound))
                    .map(found -> Answers.data(exchange, json -> write(json, found)));
        });
    }

    @Operation(summary = "Remove a collaborator: the link opens nothing any more, their subscriptions are deleted")
    @APIResponse(responseCode = "200", description = "They are gone")
    @DELETE
    @Path("/{collaboratorId}")
    public Uni<Response> removeCollaborator(
            @PathParam("slug") String slug, @PathParam("collaboratorId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return at(exchange, slug, scope -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return store.remove(scope, collaboratorId(id)).map(removed -> {
                if (!removed) {
                    throw EndpointFinder.notFound();
                }
                return Answers.data(exchange, json -> json.writeStringField("id", id));
            });
        });
    }

    private Uni<Response> at(Exchange exchange, String slug, Function<SubscriptionScope, Uni<Response>> work) {
        return gate.admit(exchange)
                // Who is invited may subscribe to live data too.
                .invoke(OwnerCaller::refuseTestKey)
                .chain(caller -> endpoints.find(caller, slug).map(id -> OwnersScope.of(caller, id)))
                .chain(work::apply);
    }

    private static StoredCollaborator invited(Invitation invitation) {
        if (invitation instanceof Invitation.Invited invited) {
            return invited.collaborator();
        }
        if (invitation instanceof Invitation.Gone) {
            throw EndpointFinder.notFound();
        }
        throw invitation instanceof Invitation.Known
                ? Problem.of(ErrorCode.ALREADY_EXISTS, Text.of("collaborator.known"))
                        .exception()
                : Problem.of(
                                ErrorCode.BUSINESS_RULE,
                                Text.of("collaborator.too-many", CollaboratorStore.MAX_PER_ENDPOINT))
                        .exception();
    }

    static void write(JsonGenerator json, StoredCollaborator collaborator) throws IOException {
        json.writeStringField("id", id(collaborator));
        json.writeStringField("email", collaborator.email());
        json.writeStringField("name", collaborator.name());
        Times.write(json, "createdAt", collaborator.createdAt());
    }

    private static String id(StoredCollaborator collaborator) {
        return Ids.format(Ids.COLLABORATOR, collaborator.id());
    }

    private static UUID collaboratorId(String id) {
        return Ids.parse(Ids.COLLABORATOR, id).orElseThrow(EndpointFinder::notFound);
    }

    private static String path(String slug) {
        return "/api/v1/endpoints/" + slug + "/collaborators";
    }
}
