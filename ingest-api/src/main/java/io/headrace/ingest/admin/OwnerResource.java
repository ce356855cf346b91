package io.headrace.ingest.admin;

import io.headrace.contracts.ErrorCode;
import io.headrace.contracts.Ids;
import io.headrace.ingest.account.OwnerGate;
import io.headrace.ingest.account.SessionResource;
import io.headrace.ingest.http.Answers;
import io.headrace.ingest.http.Exchange;
import io.headrace.ingest.http.Paging;
import io.headrace.ingest.http.Problem;
import io.headrace.ingest.http.Text;
import io.headrace.ingest.json.JsonBodyIntake;
import io.headrace.store.account.AccountName;
import io.headrace.store.account.AccountStore;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Administrators manage who there is, and on which plan. */
@Tag(name = "Administration")
@APIResponse(responseCode = "401", description = AdminDescription.UNAUTHORIZED)
@APIResponse(responseCode = "403", description = AdminDescription.FORBIDDEN)
@APIResponse(responseCode = "503", description = AdminDescription.BUSY)
@SecurityRequirement(name = SessionResource.SCHEME)
@Path(OwnerResource.PATH)
@Singleton
public final class OwnerResource {
    static final String PATH = "/api/v1/owners";

    private final OwnerGate gate;
    private final JsonBodyIntake bodies;
    private final AccountStore accounts;
    private final AccountWorker worker;

    OwnerResource(OwnerGate gate, JsonBodyIntake bodies, AccountStore accounts, AccountWorker worker) {
        this.gate = gate;
        this.bodies = bodies;
        this.accounts = accounts;
        this.worker = worker;
    }

    @Operation(summary = "Add an owner or an administrator")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = NewOwnerRequest.class)))
    @APIResponse(responseCode = "201", description = "data: the owner; see Location")
    @APIResponse(responseCode = "400", description = AdminDescription.BAD_REQUEST)
    @APIResponse(responseCode = "409", description = "40901 the account is taken")
    @APIResponse(responseCode = "415", description = AdminDescription.MEDIA_TYPE)
    @POST
    public Uni<Response> createOwner(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange)
                .chain(() -> bodies.read(exchange))
                .map(NewOwnerRequest::of)
                .chain(worker::create)
                .map(owner -> Answers.created(
                        exchange,
                        PATH + "/" + Ids.format(Ids.OWNER, owner.id()),
                        json -> OwnerAnswers.write(json, owner)));
    }

    @Operation(summary = "List owners, newest first")
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
    @Parameter(
            name = "account",
            in = ParameterIn.QUERY,
            description = "only the one with this account",
            schema = @Schema(type = SchemaType.STRING, minLength = 1))
    @APIResponse(responseCode = "200", description = "data.items and data.pagination")
    @APIResponse(responseCode = "400", description = AdminDescription.BAD_REQUEST)
    @GET
    public Uni<Response> listOwners(@Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange).chain(() -> {
            exchange.requireAcceptsJson();
            Paging paging = Paging.of(exchange.query(), Set.of("account"));
            return accounts.list(account(exchange.query()), paging.pageSize(), paging.offset())
                    .map(page -> Answers.page(exchange, paging, page.total(), page.items(), OwnerAnswers::write));
        });
    }

    @Operation(summary = "Read an owner")
    @APIResponse(responseCode = "200", description = "data: the owner")
    @APIResponse(responseCode = "404", description = AdminDescription.NO_OWNER)
    @GET
    @Path("/{ownerId}")
    public Uni<Response> readOwner(@PathParam("ownerId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange).chain(() -> {
            exchange.requireAcceptsJson();
            exchange.requireNoQuery();
            return accounts.find(ownerId(id))
                    .map(found -> found.orElseThrow(OwnerResource::notFound))
                    .map(owner -> Answers.data(exchange, json -> OwnerAnswers.write(json, owner)));
        });
    }

    @Operation(
            summary = "Change an owner: what is named",
            description = "A new password, or active false, ends the sessions. Nobody takes his own rights.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OwnerChangeRequest.class)))
    @APIResponse(responseCode = "200", description = "data: the owner as it is now")
    @APIResponse(responseCode = "400", description = AdminDescription.BAD_REQUEST)
    @APIResponse(responseCode = "404", description = AdminDescription.NO_OWNER)
    @APIResponse(responseCode = "415", description = AdminDescription.MEDIA_TYPE)
    @APIResponse(responseCode = "422", description = "42201 administrators cannot deactivate or demote themselves")
    @PATCH
    @Path("/{ownerId}")
    public Uni<Response> changeOwner(@PathParam("ownerId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange)
                .chain(caller -> bodies.read(exchange)
                        .map(OwnerChangeRequest::of)
                        .chain(request -> worker.change(caller.ownerId(), ownerId(id), request)))
                .map(owner -> Answers.data(exchange, json -> OwnerAnswers.write(json, owner)));
    }

    @Operation(summary = "Put an owner on a plan", description = "In effect on every instance within 5 seconds")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PlanChoice.class)))
    @APIResponse(responseCode = "200", description = "data: the owner as it is now")
    @APIResponse(responseCode = "400", description = AdminDescription.BAD_REQUEST + "; a plan that there is not")
    @APIResponse(responseCode = "404", description = AdminDescription.NO_OWNER)
    @APIResponse(responseCode = "415", description = AdminDescription.MEDIA_TYPE)
    @PUT
    @Path("/{ownerId}/plan")
    public Uni<Response> choosePlan(@PathParam("ownerId") String id, @Context RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        return gate.admitAdmin(exchange)
                .chain(() -> bodies.read(exchange))
                .map(PlanChoice::of)
                .chain(choice -> worker.choosePlan(ownerId(id), choice))
                .map(owner -> Answers.data(exchange, json -> OwnerAnswers.write(json, owner)));
    }

    /** What nobody can be called is searched for as it is, and not found. */
    private static @Nullable String account(Map<String, List<String>> query) {
        String filter = Paging.filter(query, "account");
        if (filter.indexOf('\0') >= 0) {
            throw Problem.badParameter("account", Text.of("parameter.single")).exception();
        }
        return filter.isEmpty() ? null : AccountName.of(filter).orElse(filter);
    }

    private static UUID ownerId(String id) {
        return Ids.parse(Ids.OWNER, id).orElseThrow(OwnerResource::notFound);
    }

    static RuntimeException notFound() {
        return Problem.of(ErrorCode.NOT_FOUND).exception();
    }
}
